using MySqlRuntime.Locating;

namespace MySqlRuntime.Tests.Locating;

public sealed class ServerBannerTests
{
    [Theory]
    [InlineData("/usr/sbin/mysqld  Ver 8.0.36-0ubuntu0.22.04.1 for Linux on x86_64 ((Ubuntu))\n", "8.0.36", false)]
    [InlineData("/opt/root/usr/sbin/mysqld  Ver 9.7.4-2 for Linux on x86_64 ((Debian))", "9.7.4", false)]
    [InlineData("mysqld  Ver 8.0.35-27 for Linux on x86_64 (Percona Server (GPL), Release 27, Revision 2f8eeab2)", "8.0.35", false)]
    [InlineData("mysqld  Ver 5.7.44 for Linux on x86_64 (MySQL Community Server (GPL))", "5.7.44", false)]
    [InlineData("mariadbd  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64 (Debian 12)", "10.11.6", true)]
    [InlineData("mysqld  Ver 11.4.2-mariadb for Linux on x86_64 (Source distribution)", "11.4.2", true)]
    public void Tells_WhoTheServerIs(string text, string version, bool isMariaDb)
    {
        var banner = ServerBanner.Parse(text);

        Assert.NotNull(banner);
        Assert.Equal(version, banner.Version.ToString());
        Assert.Equal(isMariaDb, banner.IsMariaDb);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mysqld: error while loading shared libraries: libaio.so.1: cannot open shared object file")]
    [InlineData("GNU bash, version 5.2.15(1)-release")]
    public void DoesNotTakeOtherProgramsForServers(string text) => Assert.Null(ServerBanner.Parse(text));
}
