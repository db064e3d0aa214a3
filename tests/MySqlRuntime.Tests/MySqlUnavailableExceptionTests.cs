using MySqlRuntime.Containers;

namespace MySqlRuntime.Tests;

public sealed class MySqlUnavailableExceptionTests
{
    /// <summary>Each reason once, as a user would meet it.</summary>
    public static TheoryData<MySqlUnavailableException, MySqlUnavailableReason, string> All => new()
    {
        { MySqlUnavailableException.PathNotFound("/opt/mysqld"), MySqlUnavailableReason.PathNotFound, "/opt/mysqld" },
        { MySqlUnavailableException.NotRunnable("/opt/mysqld", "libaio.so.1: cannot open shared object file"), MySqlUnavailableReason.NotRunnable, "libaio" },
        { MySqlUnavailableException.MariaDb("/usr/sbin/mysqld", "Ver 10.11.6-MariaDB"), MySqlUnavailableReason.MariaDb, "super_read_only" },
        { MySqlUnavailableException.TooOld("/usr/sbin/mysqld", new MySqlVersion(5, 7, 44)), MySqlUnavailableReason.TooOld, "5.7.44" },
        { MySqlUnavailableException.NoApt("apt-get", "mysqld on PATH is MariaDB"), MySqlUnavailableReason.NoApt, "MariaDB" },
        { MySqlUnavailableException.NoKeyring("/usr/share/keyrings/debian-archive-keyring.gpg", null), MySqlUnavailableReason.NoKeyring, "debian-archive-keyring" },
        { MySqlUnavailableException.ArchitectureNotOffered("S390x", null), MySqlUnavailableReason.ArchitectureNotOffered, "S390x" },
        { MySqlUnavailableException.NoDiskSpace("/home/me/.cache", 600_000_000, 12_300_000), MySqlUnavailableReason.NoDiskSpace, "600 MB below '/home/me/.cache', and 13 MB are free" },
        { MySqlUnavailableException.MirrorUnreachable(["http://a/debian", "http://b/debian"], "E: Could not resolve 'a'"), MySqlUnavailableReason.MirrorUnreachable, "http://a/debian or http://b/debian" },
        { MySqlUnavailableException.PackagesNotOffered("mysql-server-core", "arm64", "E: Unable to locate package"), MySqlUnavailableReason.PackagesNotOffered, "arm64" },
        { MySqlUnavailableException.DownloadFailed("E: Connection timed out"), MySqlUnavailableReason.DownloadFailed, "what has arrived is kept" },
        { MySqlUnavailableException.UnpackFailed("libc6.deb", "unexpected end of file"), MySqlUnavailableReason.UnpackFailed, "libc6.deb" },
        { MySqlUnavailableException.CacheUnwritable("/root/.cache", "Permission denied"), MySqlUnavailableReason.CacheUnwritable, "XDG_CACHE_HOME" },
    };

    /// <summary>The same of --mysql container, whose last way out is always a native MySQL.</summary>
    public static TheoryData<MySqlUnavailableException, MySqlUnavailableReason, string> OfContainers => new()
    {
        { MySqlUnavailableException.NoContainerEngine(null), MySqlUnavailableReason.NoContainerEngine, "no docker and no podman in PATH" },
        { MySqlUnavailableException.NoContainerEngine("nerdctl"), MySqlUnavailableReason.NoContainerEngine, "'nerdctl'" },
        { MySqlUnavailableException.EngineNotRunning(["docker: Cannot connect to the Docker daemon"]), MySqlUnavailableReason.EngineNotRunning, "| docker: Cannot connect" },
        { MySqlUnavailableException.EngineElsewhere(new ContainerEngine("/usr/bin/docker")), MySqlUnavailableReason.EngineElsewhere, "Docker Desktop" },
        { MySqlUnavailableException.ImageUnavailable("mysql:9", new ContainerEngine("/usr/bin/docker"), "no route to host"), MySqlUnavailableReason.ImageUnavailable, "docker load" },
        { MySqlUnavailableException.ImageNotMySql("redis:7", new ContainerEngine("/usr/bin/podman"), "sh: mysqld: not found"), MySqlUnavailableReason.ImageNotMySql, "under podman" },
        { MySqlUnavailableException.ImageIsMariaDb("mariadb:11", new MySqlVersion(11, 4, 2)), MySqlUnavailableReason.MariaDb, "super_read_only" },
        { MySqlUnavailableException.ImageTooOld("mysql:5.7", new MySqlVersion(5, 7, 44)), MySqlUnavailableReason.TooOld, "5.7.44" },
    };

    [Theory]
    [MemberData(nameof(OfContainers))]
    public void Says_OfAContainer_WhatIsWrong_AndTheWaysOut(MySqlUnavailableException exception, MySqlUnavailableReason reason, string says)
    {
        Assert.Equal(reason, exception.Reason);
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.Contains("leave out --mysql container", exception.WaysOut[^1], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Says_WhatIsWrong_AndTheWaysOut(MySqlUnavailableException exception, MySqlUnavailableReason reason, string says)
    {
        Assert.Equal(reason, exception.Reason);
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(exception.Problem, exception.Message, StringComparison.Ordinal);
        Assert.Contains("\nWays out:\n  - ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(exception.WaysOut, way => way.Contains("LAB_MYSQLD", StringComparison.Ordinal));
    }
}
