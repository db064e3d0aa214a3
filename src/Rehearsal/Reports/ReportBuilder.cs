using System.Globalization;
using Rehearsal.Display;
using Rehearsal.History;
using Rehearsal.Judging;
using Rehearsal.Judging.Checks;

namespace Rehearsal.Reports;

/// <summary>Arranges history and judgement for a reader: the decision first, then what it rests on, then how to repeat it.</summary>
internal static class ReportBuilder
{
    public static Report Build(RehearsalHistory history, Judgement judgement)
    {
        var run = history.Manifest;
        return new Report(
            $"Doktori Lab rehearsal {run.RunId}",
            judgement.Verdict,
            Summary(judgement),
            [
                .. Findings(judgement),
                .. Switches(history),
                .. Scenarios(history),
                .. Runbooks(history),
                .. Quotes(history, judgement),
                .. Circumstances(history),
            ]);
    }

    private static string Summary(Judgement judgement)
    {
        var unmeasured = judgement.Unmeasured();
        var bad = judgement.Telling().Where(finding => finding.Verdict != Verdict.Passed).OrderByDescending(finding => finding.Verdict).ToArray();
        return judgement.Verdict == Verdict.Passed
            ? $"All {judgement.Findings.Count} checks passed."
            : string.Join(" · ", (string[])
            [
                .. judgement.EndedBy is { } reason ? [$"Ended early: {reason}"] : Array.Empty<string>(),
                .. bad.Select(finding => $"{finding.Check}: {finding.Measured}"),
                .. unmeasured.Count > 0 ? [$"not proven because it ended early: {string.Join(", ", unmeasured)}"] : Array.Empty<string>(),
            ]);
    }

    private static IEnumerable<ReportBlock> Findings(Judgement judgement)
    {
        yield return new Heading("What was checked");
        yield return new Grid(
            ["Verdict", "Check", "Measured", "Expected"],
            [.. judgement.Telling().Select(finding => new GridRow([finding.Verdict.ToString(), finding.Check, finding.Measured, finding.Expected], finding.Verdict))]);
        if (judgement.Unmeasured() is { Count: > 0 } unmeasured)
        {
            yield return new Paragraph($"Not proven, because the rehearsal ended early: {string.Join(", ", unmeasured)}. What each lacked stands in verdict.json.");
        }

        foreach (var finding in judgement.Telling().Where(finding => finding.Verdict != Verdict.Passed && finding.Evidence.Count > 0).OrderByDescending(finding => finding.Verdict))
        {
            yield return new Paragraph($"{finding.Check}, {finding.Verdict}:");
            yield return new BulletList(finding.Evidence);
        }
    }

    private static IEnumerable<ReportBlock> Switches(RehearsalHistory history)
    {
        yield return new Heading("The moves of the writer, from both sides");
        var rows = new List<GridRow>();
        var charts = new List<ReportBlock>();
        foreach (var act in Switch.ActsOf(history))
        {
            var window = SwitchWindow.Measure(history, act);
            var span = history.SpanOf(act.Name, Switch.RunbookOf(act));
            rows.Add(new GridRow(
            [
                act.Name,
                window.ClientMs is { } client ? Format.Milliseconds(client) : window.Problem ?? "not measured",
                window.Problem is null ? $"{Format.Milliseconds(window.FailingMs)} / {Format.Milliseconds(window.SilenceMs)}" : "",
                window.ServerMs is { } server ? Format.Milliseconds(server) : "not measured",
                window.FailedWrites.ToString(CultureInfo.InvariantCulture),
                window.ResolutionMs is { } resolution ? Format.Milliseconds(resolution) : "",
                span is { } known ? Format.Milliseconds((known.End - known.Start) / 1000.0) : "did not end",
            ]));
            charts.AddRange(SwitchCharts.Draw(history, act));
        }

        yield return new Grid(["Act", "Client: write-unavailable", "failing / longest silence", "Server: stop to first write", "Failed writes", "Probe resolution (p90)", "Runbook"], rows);
        yield return new Paragraph(
            "Client: the larger of the time in which writes failed and the longest silence between two acknowledged writes. "
            + "Server: from the stop of writes to the first write confirmed through the proxy.");
        foreach (var chart in charts)
        {
            yield return chart;
        }
    }

    private static IEnumerable<ReportBlock> Scenarios(RehearsalHistory history)
    {
        yield return new Heading("Scenarios");
        yield return new Grid(
            ["Act", "Scenario", "Requests", "Failed", "Thresholds", "Ledger"],
            [.. history.Loads.Select(load => load.Summary is not { } summary
                ? new GridRow([load.Act, load.Scenario, load.Samples.Count.ToString(CultureInfo.InvariantCulture), "", "no summary", ""])
                : new GridRow(
                [
                    load.Act,
                    load.Scenario,
                    Format.Count(summary.Requests),
                    Format.Count(summary.Failed),
                    string.Join(", ", summary.Thresholds.Select(threshold => string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(threshold.Ok switch { true => "✓", false => "✗", null => "?" })} {threshold.Metric} {threshold.Expression} ({threshold.Value:0.####})"))),
                    summary.Ledger is { } ledger
                        ? $"{ledger.Acknowledged} acknowledged, {ledger.Refused} refused, {ledger.Unknown} unknown, {ledger.Lost?.ToString(CultureInfo.InvariantCulture) ?? "?"} lost, {ledger.Duplicated?.ToString(CultureInfo.InvariantCulture) ?? "?"} duplicated"
                        : "",
                ]))]);
    }

    private static IEnumerable<ReportBlock> Runbooks(RehearsalHistory history)
    {
        yield return new Heading("Runbooks, step by step");
        var started = new Dictionary<(string Act, string? Runbook, string Step), long>();
        var rows = new List<GridRow>();
        foreach (var line in history.Timeline.Where(line => line.Kind == TimelineKind.Step))
        {
            var key = (line.Act, line.Runbook, line.Name);
            if (line.State == TimelineState.Started)
            {
                started[key] = line.At;
                continue;
            }

            if (line.State == TimelineState.Noted)
            {
                continue;
            }

            rows.Add(new GridRow(
            [
                line.Act,
                line.Runbook ?? "",
                line.Name,
                line.State.ToString(),
                started.TryGetValue(key, out var at) ? Format.Milliseconds((line.At - at) / 1000.0) : "",
                SampleText.Time(line.At),
                line.Detail ?? "",
            ]));
        }

        yield return new Grid(["Act", "Runbook", "Step", "Outcome", "Took", "Ended (UTC)", "Detail"], rows);
    }

    // What operators quote afterwards; the scenarios print a sentence only when its number was measured and its threshold holds.
    private static IEnumerable<ReportBlock> Quotes(RehearsalHistory history, Judgement judgement)
    {
        var quotes = history.Loads.SelectMany(load => (load.Summary?.Quotes ?? []).Select(quote => $"{load.Act}: {quote}")).ToArray();
        if (judgement.Verdict != Verdict.Passed || quotes.Length == 0)
        {
            yield break;
        }

        yield return new Heading("In the operators' words");
        yield return new BulletList(quotes);
    }

    private static IEnumerable<ReportBlock> Circumstances(RehearsalHistory history)
    {
        var run = history.Manifest;
        yield return new Heading("Circumstances");
        var memory = history.Memory.GroupBy(process => process.Act).Select(act => (Act: act.Key, Sum: act.Sum(process => process.ResidentMiB), Processes: act.ToArray())).ToArray();
        var largest = memory.Length == 0 ? default : memory.MaxBy(act => act.Sum);
        yield return new BulletList(
        [
            $"MySQL {run.Versions.SourceMySql} (source), {run.Versions.TargetMySql} (target, RDS's limits); lab {run.Versions.Lab}; {run.Machine.Runtime}",
            $"{run.Machine.Cores} cores, {run.Machine.MemoryMiB:N0} MiB, {run.Machine.System}",
            $"profile {run.Profile}, phases {string.Join(", ", run.Phases)}, seed {run.Seed}, {run.Rows:N0} meetings{(run.Fault == "none" ? "" : $", fault {run.Fault}")}",
            $"from {run.StartedAt:yyyy-MM-dd HH:mm:ss} UTC{(run.EndedAt is { } end ? $", {Format.Seconds(end - run.StartedAt)}" : ", not ended")}",
            run.HikariAliveBypassMs is { } bypass
                ? $"HikariCP's aliveBypassWindowMs in the API: {bypass}{(bypass == 0 ? " (every borrowed connection is validated; in production HikariCP does so with -1: set it before the cutover)" : "")}"
                : "HikariCP's aliveBypassWindowMs in the API: not known to the rehearsal",
            run.HikariTestQuery switch
            {
                null => "HikariCP's connectionTestQuery in the API: not known to the rehearsal",
                "" => "HikariCP's connectionTestQuery in the API: none, connections are pinged (a read may meet the end of its session)",
                var query => $"HikariCP's connectionTestQuery in the API: {query} (set it so in production before the cutover)",
            },
            memory.Length == 0
                ? "memory of our own processes: not measured on this system"
                : $"memory of our own processes together, MySQL aside, at most {largest.Sum:0} MiB (resident, in {largest.Act}): "
                    + string.Join(", ", largest.Processes.OrderByDescending(process => process.ResidentMiB).Select(process => $"{process.Process} {process.ResidentMiB:0}")),
        ]);
        yield return new Paragraph("Judge the recorded files again, or play the same rehearsal once more:");
        yield return new CodeLines(
        [
            $"dotnet run --project src/AppHost -- judge {Path.Combine("result", "rehearsal", run.RunId)}",
            $"dotnet run --project src/AppHost -- rehearse --profile {run.Profile} --phases {string.Join(',', run.Phases)} --seed {run.Seed} --rows {run.Rows}{(run.Fault == "none" ? "" : $" --fault {run.Fault}")}",
        ]);
    }
}
