using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using AppHost.Dashboard;

namespace Hosting.Tests.AppHost;

public sealed class DashboardInstallerTests : IDisposable
{
    /// <summary>Stands in for the native command line: unpacks a dashboard below its home.</summary>
    private const string Cli = "#!/bin/sh\nmkdir -p \"$HOME/.aspire/versions/1/managed\" && echo dashboard > \"$HOME/.aspire/versions/1/managed/aspire-managed\"\n";

    private readonly string root = Directory.CreateTempSubdirectory("hosting-tests-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DashboardPlaces Places => new(Path.Combine(root, "cache"), Explicit: null, Path.Combine(root, "home"), SearchPath: string.Empty);

    [Fact]
    public async Task Installs_WhatTheRegistryVouchesFor_AndFindsItThen()
    {
        Assert.Null(Places.Find());
        var program = await InstallAsync(new Registry(Archive("package/bin/aspire", Cli)));
        Assert.Equal(program, Places.Find());
        Assert.Equal([Places.Installed], Directory.EnumerateDirectories(Places.Cache));
    }

    [Fact]
    public async Task Refuses_AnArchive_ThatIsNotWhatTheRegistrySays()
    {
        var archive = Archive("package/bin/aspire", Cli);
        var error = await Assert.ThrowsAsync<DashboardUnavailableException>(() => InstallAsync(new Registry(archive) { Integrity = "sha512-AAAA" }));
        Assert.Contains("is not what the registry says it is", error.Message, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Refuses_AnArchive_WithoutTheProgram()
    {
        var error = await Assert.ThrowsAsync<DashboardUnavailableException>(() => InstallAsync(new Registry(Archive("package/../../bin/aspire", Cli))));
        Assert.Contains("does not hold package/bin/aspire", error.Message, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public async Task Leaves_Nothing_WhenTheProgramUnpacksNoDashboard()
    {
        var error = await Assert.ThrowsAsync<DashboardUnavailableException>(() => InstallAsync(new Registry(Archive("package/bin/aspire", "#!/bin/sh\necho no space >&2; exit 3\n"))));
        Assert.Contains("exit code 3 and unpacked no dashboard:\nno space", error.Message, StringComparison.Ordinal);
        AssertNothingIsLeft();
    }

    [Fact]
    public void Finds_TheOneThatWasNamed_OrSaysItIsNotThere()
    {
        var named = Path.Combine(root, "aspire-managed");
        var error = Assert.Throws<DashboardUnavailableException>(() => (Places with { Explicit = named }).Find());
        Assert.Contains($"LAB_DASHBOARD is '{named}'", error.Message, StringComparison.Ordinal);
        File.WriteAllText(named, "");
        Assert.Equal(named, (Places with { Explicit = root }).Find());
    }

    [Fact]
    public void Finds_TheOneOfAnInstalledAspire()
    {
        var managed = Directory.CreateDirectory(Path.Combine(root, "aspire", "bundle", "managed")).FullName;
        File.WriteAllText(Path.Combine(managed, "aspire-managed"), "");
        var bin = Directory.CreateDirectory(Path.Combine(root, "aspire", "bin")).FullName;
        File.WriteAllText(Path.Combine(bin, "aspire"), "");
        Assert.Equal(Path.Combine(managed, "aspire-managed"), Path.GetFullPath((Places with { SearchPath = $"/none:{bin}" }).Find()!));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private Task<string> InstallAsync(INpm npm) => new DashboardInstaller(npm, Places).InstallAsync(new Progress<InstallProgress>(), Cancellation);

    private void AssertNothingIsLeft()
    {
        Assert.Null(Places.Find());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Places.Cache));
    }

    private static byte[] Archive(string entry, string content)
    {
        var bytes = new MemoryStream();
        using (var compressed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(compressed))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
        }

        return bytes.ToArray();
    }

    private sealed class Registry(byte[] archive) : INpm
    {
        public string Integrity { get; init; } = $"sha512-{Convert.ToBase64String(SHA512.HashData(archive))}";

        public Task<string> IntegrityOfAsync(string package, CancellationToken cancellation) => Task.FromResult(Integrity);

        public async Task<string> FetchAsync(string package, string folder, IProgress<long> progress, CancellationToken cancellation)
        {
            var path = Path.Combine(folder, "package.tgz");
            await File.WriteAllBytesAsync(path, archive, cancellation);
            return path;
        }
    }
}
