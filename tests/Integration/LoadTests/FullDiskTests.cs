using System.Diagnostics;
using System.Globalization;
using LoadTests.History;

namespace Integration.LoadTests;

/// <summary>
/// A disk that is full when the results are written: the run is not passed, says which file is missing, and leaves no half of one.
/// The disk is a tmpfs of some pages in a mount namespace of the run's own, so that nothing stays mounted whatever happens.
/// </summary>
public sealed class FullDiskTests
{
    // Mounts a disk of $1 bytes on ./disk, plays there, and keeps what is on it in ./kept, which everybody sees. $2 bytes are taken beforehand.
    private const string OnASmallDisk =
        """
        mkdir disk kept && mount -t tmpfs -o size=$1 tmpfs disk || exit 77
        head -c $2 /dev/zero > disk/others
        shift 2
        "$@"
        code=$?
        cp -R disk/. kept
        exit $code
        """;

    // A page holds the log, three hold the page of charts; the summary fits one or two.
    private const int Page = 4096;

    // The system's words, or .NET's where it asks for the room beforehand.
    private const string Full = "(No space left|.*the disk was full)";

    [Fact]
    public async Task APageThatDoesNotFit_IsSaidInTheSummary()
    {
        var (run, kept) = await PlayAsync(pages: 3, taken: 0, "--html");
        using var _ = run;

        var summary = HistoryFile.ReadSummary(Assert.Single(Directory.GetFiles(kept, "*.summary.json")));
        Assert.Equal(1, summary.ExitCode);
        Assert.Matches(@"results could not be written: \.html: " + Full, summary.Reason);
        Assert.Contains(summary.Reason!, await File.ReadAllTextAsync(Directory.GetFiles(kept, "*.log").Single(), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(kept, "*.html*"));
        Assert.Empty(Directory.GetFiles(kept, "*.part"));
    }

    [Fact]
    public async Task ASummaryThatDoesNotFit_IsSaidInTheLog()
    {
        var (run, kept) = await PlayAsync(pages: 1, taken: 0);
        using var _ = run;

        Assert.Matches(@"not passed: results could not be written: \.summary\.json: " + Full, await File.ReadAllTextAsync(Directory.GetFiles(kept, "*.log").Single(), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(kept, "*.summary.json*"));
    }

    [Fact]
    public async Task ADiskThatHoldsNothing_IsSaidOnTheConsole_WithTheNumbers()
    {
        var (run, kept) = await PlayAsync(pages: 1, taken: 1, "--json", "--html", "--junit", "disk/junit.xml");
        using var _ = run;

        foreach (var file in new[] { @"\.log: ", @"\.json: ", @"\.html: ", @"\.summary\.json: ", @"junit\.xml could not be written: " })
        {
            Assert.Matches(file + Full, run.Output);
        }

        Assert.Contains("migration_read_success", run.Output);
        Assert.All(Directory.GetFiles(kept).Where(file => Path.GetFileName(file) != "others"), file => Assert.Equal(0, new FileInfo(file).Length));
    }

    private static async Task<(LoadTestsProcess Run, string Kept)> PlayAsync(int pages, int taken, params string[] more)
    {
        string[] alone = ["unshare", "--user", "--map-root-user", "--mount"];
        Assert.SkipUnless(await CanMountAsync(alone), "this user may not mount a disk in a namespace of its own (needs Linux, util-linux and user namespaces, or root)");
        await using var api = await FakeApi.StartAsync();
        var run = LoadTestsProcess.StartBy(
            [.. alone, "sh", "-c", OnASmallDisk, "sh", Bytes(pages), Bytes(taken)],
            new Dictionary<string, string> { ["BASE_URL"] = api.BaseUrl, ["JWT_TOKEN"] = TestToken.Valid },
            ["db-cutover", "--duration", "2s", "--out", "disk", .. more]);
        Assert.Equal(1, await run.ExitCodeAsync(TestContext.Current.CancellationToken));
        return (run, Path.Combine(run.Folder, "kept"));
    }

    private static string Bytes(int pages) => (pages * Page).ToString(CultureInfo.InvariantCulture);

    private static async Task<bool> CanMountAsync(string[] alone)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/unshare"))
        {
            return false;
        }

        using var probe = Process.Start(new ProcessStartInfo(alone[0], [.. alone.Skip(1), "mount", "-t", "tmpfs", "tmpfs", "/mnt"]) { RedirectStandardError = true })!;
        await probe.WaitForExitAsync(TestContext.Current.CancellationToken);
        return probe.ExitCode == 0;
    }
}
