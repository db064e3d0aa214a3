using System.Globalization;
using System.Text;
using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Reports;

/// <summary>
/// The metrics of a run in Prometheus' text format, under the operators' names: a rate as a gauge from 0 to 1 with the counters
/// <c>_good</c> and <c>_count</c> it comes from, a trend as a summary in milliseconds, counters and gauges as they are.
/// </summary>
internal static class PrometheusText
{
    public static string Of(LoadSession session, string runId)
    {
        var text = new StringBuilder();
        var labels = $"scenario=\"{session.Plan.Id}\",run=\"{runId}\"";
        Single(text, "load_requests", "counter", labels, session.Requests);
        Single(text, "load_failed", "counter", labels, session.Failed);
        Single(text, "load_virtual_users", "gauge", labels, session.Plan.VirtualUsers);
        Single(text, "load_elapsed_seconds", "gauge", labels, session.Elapsed.TotalSeconds);
        foreach (var metric in session.Metrics.Summaries())
        {
            switch (metric.Kind)
            {
                case MetricKind.Rate when metric.Rate is { } rate:
                    Single(text, metric.Name, "gauge", labels, rate);
                    Single(text, metric.Name + "_good", "counter", labels, Math.Round(rate * metric.Count));
                    Single(text, metric.Name + "_count", "counter", labels, metric.Count);
                    break;
                case MetricKind.Trend when metric.Count > 0:
                    Add(text, $"# TYPE {metric.Name} summary\n");
                    Add(text, $"{metric.Name}{{{labels},quantile=\"0.5\"}} {metric.P50}\n{metric.Name}{{{labels},quantile=\"0.95\"}} {metric.P95}\n{metric.Name}{{{labels},quantile=\"0.99\"}} {metric.P99}\n");
                    Add(text, $"{metric.Name}_sum{{{labels}}} {metric.Avg * metric.Count}\n{metric.Name}_count{{{labels}}} {metric.Count}\n");
                    break;
                case MetricKind.Counter:
                    Single(text, metric.Name, "counter", labels, metric.Value ?? 0);
                    break;
                case MetricKind.Gauge when metric.Value is { } value:
                    Single(text, metric.Name, "gauge", labels, value);
                    break;
            }
        }

        return text.ToString();
    }

    private static void Single(StringBuilder text, string name, string type, string labels, double value) => Add(text, $"# TYPE {name} {type}\n{name}{{{labels}}} {value}\n");

    private static void Add(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
}
