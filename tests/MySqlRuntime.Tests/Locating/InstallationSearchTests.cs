using MySqlRuntime.Fetching;
using MySqlRuntime.Locating;

namespace MySqlRuntime.Tests.Locating;

public sealed class InstallationSearchTests : IDisposable
{
    private const string MySql80 = "mysqld  Ver 8.0.36 for Linux on x86_64 (MySQL Community Server - GPL)";
    private const string MySql97 = "mysqld  Ver 9.7.4-2 for Linux on x86_64 ((Debian))";
    private const string MySql57 = "mysqld  Ver 5.7.44 for Linux on x86_64 (MySQL Community Server (GPL))";
    private const string MariaDb = "mariadbd  Ver 10.11.6-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64 (Debian 12)";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _banners = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Takes_TheNamedServer_BeforeAllOthers()
    {
        OnPath("first", MySql97);
        var named = Server("opt/mysqld", MySql80);

        var found = await Search(named).FindAsync(Cancellation);

        Assert.Equal((InstallationOrigin.Explicit, "8.0.36"), (found!.Origin, found.Version.ToString()));
        Assert.Equal(named, found.Tool("mysqld").File);
    }

    [Theory]
    [InlineData("bin/mysqld")]
    [InlineData("sbin/mysqld")]
    [InlineData("usr/sbin/mysqld")]
    public async Task Finds_TheServer_InANamedFolder(string inside)
    {
        var server = Server($"mysql-8.0.36/{inside}", MySql80);

        var found = await Search(Path.Combine(_folder.Path, "mysql-8.0.36")).FindAsync(Cancellation);

        Assert.Equal(server, found!.Location);
    }

    [Fact]
    public async Task Tells_ATarballWhereItIs()
    {
        Server("mysql-8.0.36/bin/mysqld", MySql80);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "mysql-8.0.36/lib/plugin"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "mysql-8.0.36/share"));

        var found = await Search(Path.Combine(_folder.Path, "mysql-8.0.36")).FindAsync(Cancellation);

        Assert.Equal([$"--basedir={Path.Combine(_folder.Path, "mysql-8.0.36")}"], found!.PathArguments);
    }

    [Fact]
    public async Task Refuses_ANamedPath_ThatDoesNotExist() => await RefusesNamed("/no/such/mysqld", MySqlUnavailableReason.PathNotFound);

    [Fact]
    public async Task Refuses_NamedMariaDb() => await RefusesNamed(Server("opt/mysqld", MariaDb), MySqlUnavailableReason.MariaDb);

    [Fact]
    public async Task Refuses_ANamedServer_ThatIsTooOld() => await RefusesNamed(Server("opt/mysqld", MySql57), MySqlUnavailableReason.TooOld);

    [Fact]
    public async Task Refuses_ANamedProgram_ThatDoesNotRun() => await RefusesNamed(_folder.Write("opt/mysqld", "not a server"), MySqlUnavailableReason.NotRunnable);

    [Fact]
    public async Task PassesOver_MariaDbAndOldServers_OnPath()
    {
        OnPath("first", MariaDb);
        OnPath("second", MySql57);
        OnPath("third", MySql80);

        var found = await Search(null, "first", "second", "third").FindAsync(Cancellation);

        Assert.Equal((InstallationOrigin.Path, "8.0.36"), (found!.Origin, found.Version.ToString()));
    }

    [Fact]
    public async Task Remembers_WhatItPassedOver()
    {
        OnPath("first", MariaDb);
        var search = Search(null, "first");

        Assert.Null(await search.FindAsync(Cancellation));
        Assert.Contains("MariaDB", search.PassedOver, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_ThePath_BeforeUnpackedPackages()
    {
        Unpacked("9.7.4-2_amd64", MySql97);
        OnPath("first", MySql80);

        Assert.Equal(InstallationOrigin.Path, (await Search(null, "first").FindAsync(Cancellation))!.Origin);
    }

    [Fact]
    public async Task Takes_TheNewestUnpackedPackages()
    {
        Unpacked("9.7.4-2_amd64", MySql97);
        Unpacked("8.4.10-1_amd64", "mysqld  Ver 8.4.10-1 for Linux on x86_64 ((Debian))");

        var found = await Search(null).FindAsync(Cancellation);

        Assert.Equal((InstallationOrigin.DebianPackages, "9.7.4"), (found!.Origin, found.Version.ToString()));
    }

    [Fact]
    public async Task Starts_UnpackedPrograms_ByTheirOwnLoader()
    {
        var root = Unpacked("9.7.4-2_amd64", MySql97);

        var found = await Search(null).FindAsync(Cancellation);

        var mysqldump = found!.Tool("mysqldump");
        Assert.Equal($"{root}/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", mysqldump.File);
        Assert.Equal(
            ["--library-path", $"{root}/usr/lib/x86_64-linux-gnu:{root}/usr/lib/mysql/private", $"{root}/usr/bin/mysqldump", "--version"],
            mysqldump.With("--version"));
        Assert.Contains($"--plugin-dir={root}/usr/lib/mysql/plugin", found.PathArguments);
    }

    [Fact]
    public async Task Ignores_PackagesThatWereNeverFinished()
    {
        var root = Unpacked("9.7.4-2_amd64", MySql97);
        File.Delete(Path.Combine(root, PackageCache.Marker));

        Assert.Null(await Search(null).FindAsync(Cancellation));
    }

    [Fact]
    public async Task Ignores_PackagesOfAnotherArchitecture()
    {
        Unpacked("9.7.4-2_arm64", MySql97);

        Assert.Null(await Search(null).FindAsync(Cancellation));
    }

    [Fact]
    public async Task Says_WhichToolIsMissing()
    {
        var found = await Search(Server("opt/mysqld", MySql80)).FindAsync(Cancellation);

        var exception = Assert.Throws<MySqlUnavailableException>(() => found!.Tool("mysqldump"));
        Assert.Equal(MySqlUnavailableReason.ToolMissing, exception.Reason);
        Assert.Contains("mysqldump", exception.Problem, StringComparison.Ordinal);
    }

    private async Task RefusesNamed(string path, MySqlUnavailableReason reason)
    {
        OnPath("first", MySql80); // Somebody who names a server does not want another one.
        var exception = await Assert.ThrowsAsync<MySqlUnavailableException>(() => Search(path, "first").FindAsync(Cancellation));

        Assert.Equal(reason, exception.Reason);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("LAB_MYSQLD", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.WaysOut.Count >= 2);
    }

    private InstallationSearch Search(string? explicitPath, params string[] path) => new(
        new SearchPlaces(explicitPath, [.. path.Select(folder => Path.Combine(_folder.Path, folder))], new CacheFolder(Path.Combine(_folder.Path, "cache")), DebianArchitecture.Amd64),
        new FakeProbe(_banners));

    private void OnPath(string folder, string banner) => Server($"{folder}/mysqld", banner);

    private string Server(string name, string banner)
    {
        var file = _folder.Write(name, "");
        _banners[file] = banner;
        return file;
    }

    private string Unpacked(string name, string banner)
    {
        Server($"cache/{name}/usr/sbin/mysqld", banner);
        _folder.Write($"cache/{name}/usr/bin/mysqldump", "");
        _folder.Write($"cache/{name}/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", "");
        return Path.GetDirectoryName(_folder.Write($"cache/{name}/{PackageCache.Marker}", ""))!;
    }
}
