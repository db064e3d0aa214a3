using MySqlRuntime;
using MySqlRuntime.Servers;
using Support;

namespace Integration.MySqlRuntime;

/// <summary>With a cache of their own, so that the template is really made here.</summary>
public sealed class DataDirectoryTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doktori-lab-");
    private MySqlInstallation _installation = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CacheFolder Cache => new(Path.Combine(_folder.FullName, "cache"));

    public async ValueTask InitializeAsync() => _installation = await LocatedMySql.OrSkipAsync(Cancellation);

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task TwoAtOnce_MakeOneTemplate_AndCleanAnInterruptedOne()
    {
        var template = new DataDirectoryTemplate(_installation, Cache, TimeProvider.System).Folder;
        Directory.CreateDirectory($"{template}.unfinished-4711");
        await File.WriteAllTextAsync(Path.Combine($"{template}.unfinished-4711", "ibdata1"), "half of it", Cancellation);

        string[] copies = [Path.Combine(_folder.FullName, "one"), Path.Combine(_folder.FullName, "two")];
        await Task.WhenAll(copies.Select(copy => DataDirectory.PrepareAsync(_installation, copy, Cache, Cancellation)));

        Assert.Equal([template], Directory.GetDirectories(Cache.Templates));
        Assert.All(copies, copy => Assert.True(File.Exists(Path.Combine(copy, "mysql.ibd"))));
        // Servers with one UUID could not replicate from each other.
        Assert.All(copies, copy => Assert.False(File.Exists(Path.Combine(copy, "auto.cnf"))));
    }

    [Fact]
    public async Task IsThisUsersAlone()
    {
        var data = Path.Combine(_folder.FullName, "one");
        await DataDirectory.PrepareAsync(_installation, data, Cancellation);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
        }
    }

    [Fact]
    public async Task Keeps_WhatIsThere()
    {
        var data = Path.Combine(_folder.FullName, "one");
        await DataDirectory.PrepareAsync(_installation, data, Cancellation);
        await File.WriteAllTextAsync(Path.Combine(data, "auto.cnf"), "mine", Cancellation);

        await DataDirectory.PrepareAsync(_installation, data, Cancellation);

        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(data, "auto.cnf"), Cancellation));
    }
}
