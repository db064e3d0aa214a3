using System.Globalization;
using System.Text;
using LoadTests.Configuration;
using LoadTests.History;
using LoadTests.Plans;

namespace LoadTests.Reports;

/// <summary>What a person reads at the start and at the end of a run.</summary>
internal static class SummaryText
{
    private const int NameWidth = 44;

    public static string Heading(ScenarioPlan plan, TimeSpan duration, TargetSettings settings, string runId, int seed)
    {
        var text = new StringBuilder();
        Add(text, $"{plan.Id}  {plan.Purpose}");
        Add(text, $"target {settings.BaseUrl}   run {runId}   seed {seed}   {duration:hh\\:mm\\:ss}");
        Add(text, $"{plan.VirtualUsers} virtual users: {string.Join(", ", plan.Groups.Select(group => $"{group.Name} {group.VirtualUsers}"))}");
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
        AddLedger(text, summary.Ledger);
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

    private static void AddLedger(StringBuilder text, LedgerSummary? ledger)
    {
        if (ledger is null)
        {
            return;
        }

        Add(text, $"\nledger: {ledger.Sent} sent, {ledger.Acknowledged} acknowledged, {ledger.Refused} refused, {ledger.Unknown} unknown");
        Add(text, ledger.Settled
            ? $"settled: {ledger.Present} present, {ledger.Lost} lost, {ledger.Duplicated} duplicated, {ledger.Recovered} recovered, {ledger.NeverApplied} never applied, {ledger.RefusedButPresent} refused but present"
            : (FormattableString)$"not settled: {ledger.Reason}");
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
