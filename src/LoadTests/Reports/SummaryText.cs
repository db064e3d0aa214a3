using System.Globalization;
using System.Text;
using LoadTests.Configuration;
using LoadTests.History;
using LoadTests.Plans;
using LoadTests.Running;

namespace LoadTests.Reports;

/// <summary>What a person reads at the start and at the end of a run.</summary>
internal static class SummaryText
{
    private const int NameWidth = 44;

    public static string Heading(ScenarioPlan plan, TimeSpan duration, TargetSettings settings, string runId, RunOptions options)
    {
        var text = new StringBuilder();
        Add(text, $"{plan.Id}  {plan.Purpose}");
        Add(text, $"target {settings.BaseUrl}   run {runId}   seed {options.Seed}   {duration:hh\\:mm\\:ss}");
        Add(text, $"{plan.VirtualUsers} virtual users: {string.Join(", ", plan.Groups.Select(group => $"{group.Name} {group.VirtualUsers}"))}");
        if (options.StopRules.Count > 0 || options.RequestsPerSecond is not null)
        {
            Add(text, $"ends early on: {(options.StopRules.Count == 0 ? "nothing" : string.Join(", ", options.StopRules.Select(rule => rule.Text)))}; at most {options.RequestsPerSecond?.ToString(CultureInfo.InvariantCulture) ?? "any number of"} requests a second");
        }

        return text.ToString();
    }

    public static string Result(RunSummary summary, string basePath)
    {
        var text = new StringBuilder();
        if (summary.Reason is { } reason)
        {
            Add(text, $"\n{(summary.Aborted ? "aborted" : "not passed")}: {reason}");
        }

        Add(text, $"\nrequests {summary.Requests}, failed {summary.Failed}, in {summary.DurationMs / 1000.0:0.0} s (before the load: {summary.PreflightRequests})");
        foreach (var metric in summary.Metrics.Where(metric => metric.Count > 0 || metric.Kind == MetricKind.Counter))
        {
            Add(text, $"  {metric.Name.PadRight(NameWidth, '.')} {Numbers(metric)}");
        }

        text.Append(EdgeText.Of(summary.Edges));
        AddWindows(text, summary);
        foreach (var line in Evidence(summary))
        {
            Add(text, $"\n{line}");
        }

        if (summary.Thresholds.Count > 0)
        {
            Add(text, $"\nthresholds");
        }

        foreach (var threshold in summary.Thresholds)
        {
            var mark = threshold.Ok switch { true => "✓", false => "✗", null => "?" };
            var value = threshold.Value is { } number ? number.ToString("0.####", CultureInfo.InvariantCulture) : threshold.Reason;
            var remark = threshold is { Value: not null, Reason: { } why } ? "  " + why : "";
            Add(text, $"  {mark} {threshold.Metric} {threshold.Expression}   ({value}){remark}");
        }

        foreach (var quote in summary.Quotes)
        {
            Add(text, $"\n“{quote}”");
        }

        Add(text, $"\nexit {summary.ExitCode}   {basePath}.summary.json");
        return text.ToString();
    }

    private static void AddWindows(StringBuilder text, RunSummary summary)
    {
        if (summary.WriteUnavailable.Count == 0)
        {
            return;
        }

        Add(text, $"\nwrite-unavailable windows");
        foreach (var window in summary.WriteUnavailable)
        {
            Add(text, $"  {Traffic.RunClock.ToTime(window.From):HH:mm:ss.fff}Z  {window.Ms:0.0} ms, {window.Failed} writes failed{(window.Open ? ", not over when the recording ended" : "")}");
        }
    }

    /// <summary>What else must be known to believe the numbers, a line each.</summary>
    public static IEnumerable<string> Evidence(RunSummary summary)
    {
        var culture = CultureInfo.InvariantCulture;
        if (summary.Ledger is { } ledger)
        {
            yield return string.Create(culture, $"ledger: {ledger.Sent} sent, {ledger.Acknowledged} acknowledged, {ledger.Refused} refused, {ledger.Unknown} unknown");
            yield return ledger.Settled
                ? string.Create(culture, $"settled by {ledger.SettledBy}: {ledger.Present} present, {ledger.Lost} lost, {ledger.Duplicated} duplicated, {ledger.Recovered} recovered, {ledger.NeverApplied} never applied, {ledger.RefusedButPresent} refused but present")
                : $"not settled: {ledger.Reason}";
        }

        if (summary.OwnStalls is { Count: > 0 } stalls)
        {
            yield return string.Create(culture, $"this load generator stood still {stalls.Count} times, {stalls.Sum(stall => stall.Ms):0} ms in all, at most {stalls.Max(stall => stall.Ms):0} ms ({stalls.Sum(stall => stall.GcMs):0} ms of it garbage collection): {summary.RequestsInOwnStalls} requests were under way, {summary.FailedInOwnStalls} of them failed; their times say nothing about the service");
        }

        if (summary.HeldBack > 0)
        {
            yield return string.Create(culture, $"the rate ceiling held {summary.HeldBack} requests back: less load was sent than the scenario is meant to send");
        }

        if (summary.RenewalRequests > 0)
        {
            yield return "access tokens were renewed; the refresh tokens as given (REFRESH_TOKEN, LOADTESTS_TOKENS_FILE) are used up, copy fresh ones before the next run";
        }

        foreach (var mark in summary.Annotations ?? [])
        {
            yield return $"▸ {Traffic.RunClock.ToTime(mark.At):HH:mm:ss.fff}Z {mark.Title}{(mark.Text.Length == 0 ? "" : ": " + mark.Text)}";
        }
    }

    /// <summary>The end of <c>all</c>: every scenario on a line.</summary>
    public static string All(IEnumerable<string> scenarios, IReadOnlyList<RunSummary> runs)
    {
        var text = new StringBuilder("\n");
        foreach (var scenario in scenarios)
        {
            if (runs.FirstOrDefault(run => run.Scenario == scenario) is { } run)
            {
                Add(text, $"{(run.ExitCode == 0 ? "✓" : "✗")} {scenario,-16} exit {run.ExitCode,3}   {run.Requests} requests, {run.Failed} failed{(run.Reason is { } reason ? "   " + reason : "")}");
            }
            else
            {
                Add(text, $"- {scenario,-16} not run");
            }
        }

        return text.ToString();
    }

    private static FormattableString Numbers(MetricSummary metric) => metric.Kind switch
    {
        MetricKind.Rate => $"{Korean.Percent(metric.Rate ?? 0)} % of {metric.Count}",
        MetricKind.Trend => $"p50 {metric.P50:0.0}  p95 {metric.P95:0.0}  p99 {metric.P99:0.0}  max {metric.Max:0.0} ms  ({metric.Count})",
        MetricKind.Counter => $"{metric.Value:0}",
        _ => $"{metric.Value:0.0}",
    };

    private static void Add(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
