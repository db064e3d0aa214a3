using AppHost.Control;
using AppHost.Running;

namespace Hosting.Tests.AppHost;

public sealed class RunningLabsTests : IDisposable
{
    private readonly string root = Path.Combine(Directory.CreateTempSubdirectory("hosting-tests-").FullName, "labs");

    [Fact]
    public void Finds_LivingLabs_NewestFirst()
    {
        using var older = LabFolder.Create(root);
        using var newer = LabFolder.Create(root);
        ControlFile.Write(older.Path, Access(older.Path, minute: 1));
        ControlFile.Write(newer.Path, Access(newer.Path, minute: 2));
        var dead = Directory.CreateDirectory(Path.Combine(root, "dead")).FullName;
        File.WriteAllText($"{dead}.lock", "");
        ControlFile.Write(dead, Access(dead, minute: 3));

        Assert.Equal([Path.GetFileName(newer.Path), Path.GetFileName(older.Path)], RunningLabs.Find(root).Select(access => access.Lab));
    }

    [Fact]
    public void Skips_ALab_ThatIsStillStarting()
    {
        using var starting = LabFolder.Create(root);
        Assert.Empty(RunningLabs.Find(root));
    }

    [Fact]
    public void Says_HowToStartOne_WhenNoneRuns()
    {
        var error = Assert.Throws<NoLabException>(() => RunningLabs.Choose(RunningLabs.Find(root), lab: null));
        Assert.StartsWith("No lab is running. Start one in another terminal:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chooses_ByTheBeginningOfTheId_AndTheNewestWithout()
    {
        ControlAccess[] running = [Access("abc", 3), Access("abd", 2), Access("xyz", 1)];
        Assert.Equal("abc", RunningLabs.Choose(running, lab: null).Lab);
        Assert.Equal("xyz", RunningLabs.Choose(running, "x").Lab);
        Assert.Equal("More than one running lab has an id that begins with 'ab'. Running: abc, abd, xyz.", Assert.Throws<NoLabException>(() => RunningLabs.Choose(running, "ab")).Message);
        Assert.Equal("No running lab has an id that begins with 'q'. Running: abc, abd, xyz.", Assert.Throws<NoLabException>(() => RunningLabs.Choose(running, "q")).Message);
    }

    [Fact]
    public void Keeps_TheToken_FromOthers()
    {
        using var folder = LabFolder.Create(root);
        ControlFile.Write(folder.Path, Access(folder.Path, minute: 1));
        Assert.DoesNotContain("secret-token", Access("abc", 1).ToString(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "control.json")));
        }
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(root)!, recursive: true);

    private static ControlAccess Access(string folder, int minute) => new(Path.GetFileName(folder), new Uri("http://127.0.0.1:1"), "secret-token", 1, new DateTimeOffset(2026, 1, 1, 0, minute, 0, TimeSpan.Zero));
}
