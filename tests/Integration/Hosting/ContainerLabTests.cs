using MySqlRuntime;
using MySqlRuntime.Containers;
using Support;

namespace Integration.Hosting;

/// <summary>
/// The lab with its MySQL servers in containers. Skipped where no engine answers, and where the image is not there: a test pulls nothing.
/// <c>tests/mysql-image.sh</c> makes an image without a registry.
/// </summary>
public sealed class ContainerLabTests : IAsyncLifetime
{
    private const string LabIsUp = "The lab is up.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ContainersMayLive = TimeSpan.FromSeconds(15);
    private ContainerEngine engine = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        try
        {
            engine = await ContainerEngineSearch.OfThisMachine().FindAsync(Cancellation);
            var image = Environment.GetEnvironmentVariable(MySqlImage.Variable) is { Length: > 0 } name ? name : MySqlImage.Default;
            Assert.SkipUnless((await engine.RunAsync(["image", "inspect", image], cancellationToken: Cancellation)).Succeeded, $"{engine.Name} does not have the image {image}.");
            await MySqlImage.PrepareAsync(cancellationToken: Cancellation);
        }
        catch (MySqlUnavailableException reason)
        {
            Assert.Skip(reason.Problem);
        }
    }

    [Fact]
    public async Task TheServers_Replicate_OutliveAKill_AndLeaveNothing()
    {
        using var lab = Start();
        await lab.PrintedAsync(LabIsUp, Cancellation);
        Assert.Equal(2, (await ContainersOfAsync(lab)).Count);

        await DoesAsync(lab, "dump-and-load", "dump-and-load is done.");
        await DoesAsync(lab, "set-up-replication", "set-up-replication is done.");
        await DoesAsync(lab, "pause", "stands still: its connections stay open and nothing is answered.");
        await DoesAsync(lab, "resume", "goes on.");
        await DoesAsync(lab, "kill", "was killed: Exited with exit code 137. start or restart brings it back.");
        await DoesAsync(lab, "start", "'mysql-rds' was started.");
        await Eventually.TrueAsync(async () => (await DoAsync(lab, "set-up-replication")).ExitCode == 0, Cancellation, Patience);
        await DoesAsync(lab, "cut-over", "cut-over is done.");

        var run = RunOf(lab);
        await lab.SignalAsync("INT");
        Assert.Equal(0, await lab.ExitCodeAsync(Cancellation));
        Assert.Empty(await ContainersAsync(run));
        Assert.Empty(LivingProcess.Mentioning(lab.Folder));
    }

    [Fact]
    public async Task Kill9_LeavesNoContainer()
    {
        using var lab = Start();
        await lab.PrintedAsync(LabIsUp, Cancellation);
        var run = RunOf(lab);
        await lab.SignalAsync("KILL");
        await Eventually.TrueAsync(async () => (await ContainersAsync(run)).Count == 0, Cancellation, ContainersMayLive);
    }

    [Fact]
    public async Task ADeadRunsContainer_IsRemovedByTheNextRun()
    {
        using var lab = Start();
        await lab.PrintedAsync(LabIsUp, Cancellation);
        var dead = Path.Combine(Path.GetDirectoryName(RunOf(lab))!, "deadrun.xyz");
        var image = await MySqlImage.PrepareAsync(cancellationToken: Cancellation);
        var created = await engine.RunAsync(["create", $"--name={NameOf(dead)}mysql-rds", $"--label={MySqlContainer.FolderLabel}={dead}", image.Name], cancellationToken: Cancellation);
        Assert.True(created.Succeeded, created.Errors);

        using var next = lab.StartAnother("AppHost.dll", "--mysql", "container", "--rows", "200", "--out", Path.Combine(lab.Folder, "out"));
        await next.PrintedAsync(LabIsUp, Cancellation);
        Assert.Empty(await ContainersAsync(dead));
        Assert.Equal(2, (await ContainersOfAsync(lab, runs: 2)).Count);
        await Task.WhenAll(lab.SignalAsync("INT"), next.SignalAsync("INT"));
        Assert.Equal((0, 0), (await lab.ExitCodeAsync(Cancellation), await next.ExitCodeAsync(Cancellation)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static HostProcess Start() => HostProcess.Start("AppHost.dll", "--mysql", "container", "--rows", "200", "--out", "{folder}/out");

    private static string LabsOf(HostProcess lab) => Path.Combine(lab.Folder, "tmp", $"doktori-lab-{Environment.UserName}");

    /// <summary>The folder of the lab's run; of the oldest, where there are more.</summary>
    private static string RunOf(HostProcess lab) => Directory.EnumerateDirectories(LabsOf(lab)).OrderBy(Directory.GetCreationTimeUtc).First();

    private static string NameOf(string run) => $"doktori-lab-{Path.GetFileName(run)}-";

    private static async Task DoesAsync(HostProcess lab, string command, string says)
    {
        var (exitCode, output) = await DoAsync(lab, command);
        Assert.True(exitCode == 0 && output.Contains(says, StringComparison.Ordinal), $"{command}: {output}\n{lab.Output}");
    }

    private static async Task<(int ExitCode, string Output)> DoAsync(HostProcess lab, string command)
    {
        using var program = lab.StartAnother("AppHost.dll", "do", "mysql-rds", command);
        return (await program.ExitCodeAsync(Cancellation), program.Output);
    }

    private async Task<IReadOnlyList<string>> ContainersOfAsync(HostProcess lab, int runs = 1)
    {
        Assert.Equal(runs, Directory.EnumerateDirectories(LabsOf(lab)).Count());
        return await ContainersAsync(RunOf(lab));
    }

    private async Task<IReadOnlyList<string>> ContainersAsync(string run)
    {
        var list = await engine.RunAsync(["ps", "--all", $"--filter=label={MySqlContainer.FolderLabel}", "--format={{.Names}}"], cancellationToken: Cancellation);
        return [.. list.Output.Split('\n', StringSplitOptions.TrimEntries).Where(name => name.StartsWith(NameOf(run), StringComparison.Ordinal))];
    }
}
