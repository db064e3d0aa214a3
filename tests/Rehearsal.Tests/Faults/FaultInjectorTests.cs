using System.Diagnostics;
using System.Globalization;
using Rehearsal.Faults;
using Rehearsal.History;
using Rehearsal.Playing;

namespace Rehearsal.Tests.Faults;

/// <summary>On real processes, which carry the names of the lab's parts in their environment as the lab's own do.</summary>
public sealed class FaultInjectorTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly string parent = Directory.CreateTempSubdirectory("faults-").FullName;
    private readonly List<Process> parts = [];

    public FaultInjectorTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are found in /proc");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Fault.KillOldInstance, "Server__Id", "api-lightsail")]
    [InlineData(Fault.DeadUpstream, "Server__Id", "api-vpc")]
    [InlineData(Fault.DeadEdge, "PROXY_EDGE_NAME", "edge-vpc")]
    public async Task KillsThePartAtItsStep_Once_AndPutsItOnTheTimeline(Fault fault, string variable, string name)
    {
        var victim = Part(variable, name);
        var other = Part(variable, $"{name}-of-another");
        var planned = PlannedFault.Of(fault)!;

        var timeline = await PlayAsync(fault, async injector =>
        {
            await injector.BeforeRunbookAsync("provision", "check-source", Cancellation);
            injector.StepStarted("provision", "check-source", planned.Step);
            await injector.BeforeRunbookAsync(planned.Act, planned.Runbook, Cancellation);
            injector.StepStarted(planned.Act, planned.Runbook, "AnEarlierStep");
            Assert.False(victim.HasExited);
            injector.StepStarted(planned.Act, planned.Runbook, planned.Step);
            injector.StepStarted(planned.Act, planned.Runbook, planned.Step);
            await injector.AfterRunbookAsync();
        });

        await victim.WaitForExitAsync(Cancellation).WaitAsync(Deadline, Cancellation);
        Assert.False(other.HasExited);
        var line = Assert.Single(timeline);
        Assert.Equal((TimelineKind.Fault, planned.Act, FaultNames.Of(fault), TimelineState.Noted), (line.Kind, line.Act, line.Name, line.State));
        Assert.Contains($"killed {name}'s process {victim.Id}", line.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HangsTheNewInstance_AlsoWhenItComesToLifeAfterTheStepBegan()
    {
        var planned = PlannedFault.Of(Fault.HangNewInstance)!;
        Process? late = null;

        var timeline = await PlayAsync(Fault.HangNewInstance, async injector =>
        {
            await injector.BeforeRunbookAsync(planned.Act, planned.Runbook, Cancellation);
            injector.StepStarted(planned.Act, planned.Runbook, planned.Step);
            late = Part("Server__Id", "api-lightsail-green");
            await injector.AfterRunbookAsync();
        });

        Assert.Contains($"made api-lightsail-green's process {late!.Id} hang", Assert.Single(timeline).Detail, StringComparison.Ordinal);
        Assert.Equal('T', await StateAsync(late, 'T'));
    }

    [Fact]
    public async Task APartThatIsNowhere_EndsTheAct_AndIsNamed()
    {
        var planned = PlannedFault.Of(Fault.DeadEdge)!;
        await PlayAsync(Fault.DeadEdge, async injector =>
        {
            var error = await Assert.ThrowsAsync<NotSupportedException>(() => injector.BeforeRunbookAsync(planned.Act, planned.Runbook, Cancellation));
            Assert.Contains("--fault dead-edge needs edge-vpc", error.Message, StringComparison.Ordinal);
        });
    }

    public void Dispose()
    {
        foreach (var part in parts)
        {
            part.Kill();
            part.Dispose();
        }

        Directory.Delete(parent, recursive: true);
    }

    private Process Part(string variable, string name)
    {
        var start = new ProcessStartInfo("sleep", ["600"]);
        start.Environment[variable] = name;
        var part = Process.Start(start)!;
        parts.Add(part);
        return part;
    }

    private async Task<IReadOnlyList<TimelineEvent>> PlayAsync(Fault fault, Func<FaultInjector, Task> play)
    {
        var folder = RunFolder.Create(parent, DateTimeOffset.UnixEpoch);
        await using (var recorder = new HistoryRecorder(folder, TimeProvider.System))
        {
            await play(new FaultInjector(fault, Lab(), recorder, TimeProvider.System));
        }

        return File.Exists(folder.TimelineFile) ? Ndjson.Read<TimelineEvent>(folder.TimelineFile) : [];
    }

    private static LabEnvironment Lab()
    {
        var (lab, errors) = LabEnvironment.Read(name => name switch
        {
            "LAB_SOURCE" or "LAB_TARGET" => "Server=127.0.0.1",
            "LAB_SOURCE_PEER" or "LAB_TARGET_PEER" or "LAB_PROXY" or "LAB_DNS" => "127.0.0.1:1",
            "LAB_API_BLUE" => "api-lightsail=http://127.0.0.1:1",
            "LAB_API_GREEN" => "api-lightsail-green=http://127.0.0.1:2",
            "LAB_API_VPC" => "api-vpc=http://127.0.0.1:3",
            _ when name.StartsWith("LAB_CHAT_", StringComparison.Ordinal) && name != "LAB_CHAT_ROOM" => "chat=http://127.0.0.1:4",
            _ when name.EndsWith("_TOKEN", StringComparison.Ordinal) || name.EndsWith("_PASSWORD", StringComparison.Ordinal) => "word",
            "LAB_CHAT_ROOM" => "1",
            "LAB_MYSQLDUMP" or "LAB_LOGS" or "LAB_HIKARI_ALIVE_BYPASS_MS" => null,
            _ => "http://127.0.0.1:5",
        });
        Assert.Empty(errors);
        return lab!;
    }

    // The third field of /proc/PID/stat, behind the name in brackets.
    private static async Task<char> StateAsync(Process process, char awaited)
    {
        var began = TimeProvider.System.GetTimestamp();
        char state;
        do
        {
            var stat = await File.ReadAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/stat"), Cancellation);
            state = stat[stat.LastIndexOf(')') + 2];
        }
        while (state != awaited && TimeProvider.System.GetElapsedTime(began) < Deadline);
        return state;
    }
}
