using AppHost.Faults;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Integration.Hosting;

/// <summary>Kill, pause and resume on real processes.</summary>
public sealed class ProcessFaultTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("hosting-tests-").FullName;
    private DistributedApplication app = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--Embedded:Directory", folder], ProjectDirectory = folder });

        // The trap is set before the child is written down, and the child is what a program would have started.
        builder.AddExecutable("server", "/bin/sh", folder, "-c", "trap 'exit 7' TERM; sleep 300 & echo $! > child; wait").WithProcessFaults();
        app = builder.Build();
        await app.StartAsync(Cancellation);
        await Support.Eventually.TrueAsync(() => File.Exists(Path.Combine(folder, "child")) && File.ReadAllText(Path.Combine(folder, "child")).EndsWith('\n'), Cancellation, Patience);
    }

    [Fact]
    public async Task Kill_EndsIt_AndRestartBringsItBack()
    {
        var (pid, child) = (Pid(), Child());
        var result = await PressAsync("kill");
        Assert.Equal((true, $"'server' (process {pid}) was killed: Exited with exit code 137. start or restart brings it back."), (result.Success, result.Message));
        Assert.Equal(("Exited", 137), (State().Text, Snapshot().ExitCode));
        await Support.Eventually.TrueAsync(() => !LivingProcess.Is(child), Cancellation, Patience);
        Assert.Equal(["kill", "pause", "resume"], Disabled());

        Assert.True((await PressAsync("restart")).Success);
        Assert.Equal("Running", State().Text);
        Assert.NotEqual(pid, Pid());
    }

    [Fact]
    public async Task Pause_StopsAllOfIt_AndResumeLetsItGoOn()
    {
        var (pid, child) = (Pid(), Child());
        var paused = await PressAsync("pause");
        Assert.Equal((true, $"'server' (process {pid}) stands still: its connections stay open and nothing is answered. resume lets it go on."), (paused.Success, paused.Message));
        Assert.Equal(new ResourceStateSnapshot("Paused", "warning"), State());
        await Support.Eventually.TrueAsync(() => KernelState(pid) == 'T' && KernelState(child) == 'T', Cancellation, Patience);
        Assert.Equal(["pause"], Disabled());

        var resumed = await PressAsync("resume");
        Assert.Equal((true, $"'server' (process {pid}) goes on."), (resumed.Success, resumed.Message));
        Assert.Equal("Running", State().Text);
        await Support.Eventually.TrueAsync(() => KernelState(pid) == 'S' && KernelState(child) == 'S', Cancellation, Patience);
        Assert.Equal(["resume"], Disabled());
    }

    /// <summary>SIGTERM alone would wait for SIGCONT, and the process for the end of the host's patience.</summary>
    [Fact]
    public async Task StoppingAPausedOne_LetsItEndByItself()
    {
        Assert.True((await PressAsync("pause")).Success);
        var result = await PressAsync(KnownResourceCommands.StopCommand);
        Assert.True(result.Success, result.Message);
        Assert.Equal(("Exited", 7), (State().Text, Snapshot().ExitCode));
    }

    [Fact]
    public async Task KillAlsoEnds_APausedOne()
    {
        Assert.True((await PressAsync("pause")).Success);
        Assert.True((await PressAsync("kill")).Success);
        Assert.Equal(("Exited", 137), (State().Text, Snapshot().ExitCode));
        Assert.Equal("'Resume' cannot be pressed while 'server' is Exited.", (await PressAsync("resume")).Message);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Task<ExecuteCommandResult> PressAsync(string command) => app.ResourceCommands.ExecuteCommandAsync("server", command, Cancellation);

    private CustomResourceSnapshot Snapshot() => app.ResourceNotifications.TryGetCurrentState("server", out var now) ? now.Snapshot : throw new InvalidOperationException("There is no server.");

    private ResourceStateSnapshot State() => Snapshot().State!;

    private string[] Disabled() => [.. Snapshot().Commands.Where(command => command.Name is "kill" or "pause" or "resume" && command.State != ResourceCommandState.Enabled).Select(command => command.Name)];

    private int Pid() => (int)Snapshot().Properties.Single(property => property.Name == "executable.pid").Value!;

    private int Child() => int.Parse(File.ReadAllText(Path.Combine(folder, "child")), System.Globalization.CultureInfo.InvariantCulture);

    private static char KernelState(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }
}
