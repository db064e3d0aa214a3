using System.Runtime.Versioning;
using System.Text;
using ProxySwitch.Tables;

namespace ProxySwitch.Tests.Tables;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Replaces_AndLeavesNothingBehind()
    {
        await AtomicFile.ReplaceAsync(folder["table"], "old"u8.ToArray());
        await AtomicFile.ReplaceAsync(folder["table"], "new"u8.ToArray());

        Assert.Equal("new", await File.ReadAllTextAsync(folder["table"], TestContext.Current.CancellationToken));
        Assert.Equal([folder["table"]], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task AReader_NeverSeesHalfAFile()
    {
        var contents = new[] { new string('a', 40_000), new string('b', 70_000) };
        await AtomicFile.ReplaceAsync(folder["table"], Encoding.ASCII.GetBytes(contents[0]));

        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await AtomicFile.ReplaceAsync(folder["table"], Encoding.ASCII.GetBytes(contents[i % 2]));
            }
        }, TestContext.Current.CancellationToken);
        var reads = 0;
        do
        {
            Assert.Contains(await File.ReadAllTextAsync(folder["table"], TestContext.Current.CancellationToken), contents);
            reads++;
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.True(reads > 1);
    }

    [Fact]
    public async Task AFailure_LeavesTheOldFile_AndNothingElse()
    {
        // A folder in the file's place: everything works until the rename.
        Directory.CreateDirectory(folder["table"]);
        await File.WriteAllTextAsync(Path.Combine(folder["table"], "inside"), "old", TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<Exception>(() => AtomicFile.ReplaceAsync(folder["table"], "new"u8.ToArray()));

        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.True(File.Exists(Path.Combine(folder["table"], "inside")));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Keeps_ThePermissions()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix permissions.");
        await AtomicFile.ReplaceAsync(folder["table"], "old"u8.ToArray());
        File.SetUnixFileMode(folder["table"], UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await AtomicFile.ReplaceAsync(folder["table"], "new"u8.ToArray());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["table"]));
    }

    [Fact]
    public async Task Follows_ALink()
    {
        await AtomicFile.ReplaceAsync(folder["real"], "old"u8.ToArray());
        File.CreateSymbolicLink(folder["link"], folder["real"]);

        await AtomicFile.ReplaceAsync(folder["link"], "new"u8.ToArray());

        Assert.Equal("new", await File.ReadAllTextAsync(folder["real"], TestContext.Current.CancellationToken));
        Assert.NotNull(File.ResolveLinkTarget(folder["link"], returnFinalTarget: false));
    }
}
