using System.Text.Json;
using LoadTests.History;
using Rehearsal.History;
using Rehearsal.Judging;
using Rehearsal.Judging.Checks;
using Rehearsal.Plans;
using Rehearsal.Reports;
using Spectre.Console;

namespace Rehearsal.Tests.Judging;

/// <summary>Histories as the faults of <c>--fault</c> leave them: the verdict fails, says why first, and what is not proven in one line.</summary>
public sealed class EarlyEndTests
{
    private static readonly RehearsalHistory Good = GoodHistory.Create();

    [Theory]
    [InlineData("deploy-1", RunbookName.DeployServices, "api-lightsail-green is not ready")] // hang-new-instance
    [InlineData("nginx-1", RunbookName.SwitchNginx, "api is answered 502")] // dead-upstream
    [InlineData("dns-1", RunbookName.SwitchDns, "the record leads to the new edge, which answers no answer")] // dead-edge
    public void AnUndoneRunbook_IsTheOneReason_AndTheRestIsOneLine(string act, string runbook, string reason)
    {
        var judgement = Judge.Decide(EndedIn(act, runbook, reason));

        Assert.Equal(Verdict.Failed, judgement.Verdict);
        Assert.Equal($"{act}: {runbook}: Undone: {reason}", judgement.EndedBy);
        Assert.All(judgement.Telling(), finding => Assert.NotEqual(Verdict.Inconclusive, finding.Verdict));
        Assert.Contains(LoadDeliveredCheck.Name, judgement.Unmeasured());

        var runbooks = Assert.Single(judgement.Findings, finding => finding.Check == PlanCheck.Name);
        Assert.Equal(2, runbooks.Evidence.Count);
        Assert.StartsWith($"{act}: {runbook} ended as Undone: {reason}", runbooks.Evidence[0], StringComparison.Ordinal);
        Assert.Contains("never started: ", runbooks.Evidence[1], StringComparison.Ordinal);
    }

    [Fact]
    public void RequestsThatGot502_FailTheVerdictToo_ThoughTheRunEndedEarly()
    {
        var history = EndedIn("nginx-1", RunbookName.SwitchNginx, "api is answered 502").WithLoad("nginx-1", "nginx-switch", load =>
            load.WithSample(GoodHistory.Request(GoodHistory.At(Index("nginx-1")) + GoodHistory.FenceUs, write: false, Outcome.Http) with { Status = 502 }));

        var judgement = Judge.Decide(history);

        Assert.Equal(Verdict.Failed, Assert.Single(judgement.Telling(), finding => finding.Check == TrafficCheck.Name).Verdict);
        Assert.Contains(TrafficCheck.Name, judgement.Unmet);
    }

    /// <summary>kill-old-instance: the deploy goes on to the instance that lives, and the requests that died with the old one are what fails.</summary>
    [Fact]
    public void AnOldInstanceThatDied_FailsTheTraffic_AndNothingElse()
    {
        var judgement = Judge.Decide(Good.WithLoad("deploy-1", "service-deploy", load =>
            load.WithSample(GoodHistory.Request(GoodHistory.At(Index("deploy-1")) + GoodHistory.FenceUs, write: false, Outcome.Http) with { Status = 502 })));

        Assert.Equal([TrafficCheck.Name], judgement.Unmet);
        Assert.Null(judgement.EndedBy);
        Assert.Empty(judgement.Unmeasured());
    }

    [Fact]
    public void TheScreen_SaysTheReasonFirst()
    {
        using var screen = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(screen) });
        console.Profile.Width = 500;
        var parent = Directory.CreateTempSubdirectory("early-end-").FullName;
        try
        {
            VerdictView.Show(console, RunFolder.Create(parent, DateTimeOffset.UnixEpoch), Judge.Decide(EndedIn("deploy-1", RunbookName.DeployServices, "not ready")));
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }

        var lines = screen.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.StartsWith("✗ ended early", lines[0], StringComparison.Ordinal);
        Assert.Contains("deploy-1: deploy-services: Undone: not ready", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("? not proven", Assert.Single(lines, line => line.StartsWith('?')), StringComparison.Ordinal);
    }

    [Fact]
    public void AnInterruption_IsTheReason()
    {
        var judgement = Judge.Decide(Good with { Manifest = Good.Manifest with { Interrupted = true } });

        Assert.EndsWith("interrupted by hand", judgement.EndedBy, StringComparison.Ordinal);
    }

    [Fact]
    public void ARecordingThatBreaksOff_NamesTheActItBreaksOffIn()
    {
        var last = Good.Manifest.Plan.Acts[4].Name;
        var breaksOff = Good.Timeline.ToList().FindIndex(line => line.Act == last && line.Kind == TimelineKind.Runbook);

        Assert.StartsWith($"{last}: the recording ends in the middle", Judge.Decide(Good with { Timeline = [.. Good.Timeline.Take(breaksOff)] }).EndedBy, StringComparison.Ordinal);
    }

    [Fact]
    public void VerdictJson_NamesTheUnmetChecks_AtItsTop()
    {
        var slow = Judge.Decide(Good.WithLoad("cutover-1", "connpool", load => load with { Summary = load.Summary! with { ExitCode = 99 } }));
        using var written = JsonDocument.Parse(JsonSerializer.Serialize(slow, HistoryJson.Document));
        Assert.Equal(["thresholds"], written.RootElement.GetProperty("unmet").EnumerateArray().Select(check => check.GetString()!));
        Assert.False(written.RootElement.TryGetProperty("endedBy", out _));

        using var good = JsonDocument.Parse(JsonSerializer.Serialize(Judge.Decide(Good), HistoryJson.Document));
        Assert.Equal(0, good.RootElement.GetProperty("unmet").GetArrayLength());
    }

    private static int Index(string act) => Good.Manifest.Plan.Acts.ToList().FindIndex(candidate => candidate.Name == act);

    /// <summary>The runbook of this act was undone, the act failed, and nothing was played after it.</summary>
    private static RehearsalHistory EndedIn(string act, string runbook, string reason)
    {
        var played = Good.Manifest.Plan.Acts.Take(Index(act) + 1).Select(known => known.Name).ToHashSet(StringComparer.Ordinal);
        return Good with
        {
            Timeline =
            [
                .. Good.Timeline.Where(line => played.Contains(line.Act)).Select(line => line.Act != act || line.State != TimelineState.Succeeded ? line : line.Kind switch
                {
                    TimelineKind.Runbook => line with { State = TimelineState.Undone, Detail = reason },
                    TimelineKind.Act => line with { State = TimelineState.Failed, Detail = $"{runbook}: Undone: {reason}" },
                    _ => line,
                }),
            ],
            Loads = [.. Good.Loads.Select(load => played.Contains(load.Act) ? load : load with { Samples = [], Ledger = [], Summary = null })],
            Servers = [.. Good.Servers.Where(server => played.Contains(server.Act))],
            Checksums = [.. Good.Checksums.Where(checksum => played.Contains(checksum.Act))],
        };
    }
}
