using System.Globalization;
using System.Net;
using System.Text;
using LoadTests.History;
using LoadTests.Plans;

namespace LoadTests.Reports;

/// <summary><c>--html</c>: the run on one page that needs nothing beside itself: styles and charts are in it, and it fetches nothing.</summary>
internal sealed class HtmlReport(ScenarioPlan plan, RunSummary summary, TimeSeries series, long startedAt, TimeSpan window)
{
    private const int MostServers = 6;

    private readonly TimeSpan duration = TimeSpan.FromMilliseconds(Math.Max(1, summary.DurationMs));
    private readonly StringBuilder page = new();

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, ScenarioPlan plan, RunSummary summary, TimeSeries series, long startedAt, TimeSpan window) =>
        WholeFile.Write(path, new HtmlReport(plan, summary, series, startedAt, window).Render());

    /// <summary>A window that gives about 240 points.</summary>
    public static TimeSpan DefaultWindow(TimeSpan duration) => TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(duration.TotalSeconds / 240)));

    public string Render()
    {
        var passed = summary.ExitCode == 0;
        Add($"<!doctype html><html lang=\"ko\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{E(plan.Id)} {E(summary.RunId)}</title><style>{Style}</style></head><body>");
        Add($"<h1>{E(plan.Id)}</h1><p class=\"lead\">{E(plan.Purpose)}</p>");
        Add($"<p class=\"verdict {(passed ? "good" : "bad")}\">{(passed ? "✓ all thresholds hold" : "✗ " + E(summary.Reason ?? "a threshold does not hold"))} <small>exit {summary.ExitCode}</small></p>");
        Add($"<p>{E(summary.Target)} · run {E(summary.RunId)} · seed {summary.Seed} · {summary.VirtualUsers} virtual users · {summary.StartedAt:yyyy-MM-dd HH:mm:ss}Z · {duration:hh\\:mm\\:ss} · {summary.Requests} requests, {summary.Failed} failed</p>");
        foreach (var quote in summary.Quotes)
        {
            Add($"<blockquote>{E(quote)}</blockquote>");
        }

        Charts();
        Thresholds();
        Metrics();
        Evidence();
        Add($"</body></html>\n");
        return page.ToString();
    }

    private void Charts()
    {
        var slots = series.Slots(startedAt, startedAt + (long)duration.TotalMicroseconds, window);
        var each = $"per {window.TotalSeconds:0} s";
        Chart("Requests", "a second", chart => chart
            .Line("requests", "c1", slots.Select(slot => (double?)(slot.Requests / window.TotalSeconds))));
        Chart("Failures", each, chart =>
        {
            chart.Line("all", "c3", slots.Select(slot => (double?)slot.Failed));
            var index = 4;
            foreach (var outcome in slots.SelectMany(slot => slot.Outcomes.Keys).Where(outcome => outcome != Outcome.Ok).Distinct().Order().Take(MostServers))
            {
                chart.Line(outcome.ToString().ToLowerInvariant(), $"c{index++}", slots.Select(slot => (double?)slot.Outcomes.GetValueOrDefault(outcome)));
            }
        });
        Chart("Latency", $"ms, {each}, ±4 %", chart => chart
            .Line("p50", "c1", slots.Select(slot => slot.Latency.At(50)))
            .Line("p95", "c2", slots.Select(slot => slot.Latency.At(95)))
            .Line("p99", "c3", slots.Select(slot => slot.Latency.At(99))));
        var servers = slots.SelectMany(slot => slot.Servers.Keys).Distinct().Order(StringComparer.Ordinal).Take(MostServers).ToList();
        if (servers.Count > 0)
        {
            Chart("Who answered", each, chart =>
            {
                for (var i = 0; i < servers.Count; i++)
                {
                    chart.Line(servers[i], $"c{i + 1}", slots.Select(slot => (double?)slot.Servers.GetValueOrDefault(servers[i])));
                }
            });
        }
    }

    private void Chart(string title, string unit, Action<HtmlChart> draw)
    {
        var chart = new HtmlChart(title, unit, duration);
        var from = 0.0;
        foreach (var (phase, index) in plan.Phases.Select((phase, index) => (phase, index)))
        {
            chart.Band(duration * from, duration * phase.Until, index % 2 == 0 ? "even" : "odd", phase.Name, named: true);
            from = phase.Until;
        }

        foreach (var stall in summary.OwnStalls ?? [])
        {
            chart.Band(Since(stall.From), Since(stall.To), "stall", string.Create(CultureInfo.InvariantCulture, $"the load generator itself stood still for {stall.Ms:0} ms"), named: false);
        }

        foreach (var gap in summary.WriteUnavailable)
        {
            chart.Band(Since(gap.From), Since(gap.To), "gap", string.Create(CultureInfo.InvariantCulture, $"writes unavailable for {gap.Ms:0.0} ms"), named: false);
        }

        draw(chart);
        foreach (var mark in summary.Annotations ?? [])
        {
            chart.Mark(Since(mark.At), mark.Text.Length == 0 ? mark.Title : $"{mark.Title}: {mark.Text}");
        }

        page.Append(chart.Render());
    }

    private void Thresholds()
    {
        Add($"<h2>Thresholds</h2><table><tr><th></th><th>threshold</th><th>measured</th></tr>");
        foreach (var threshold in summary.Thresholds)
        {
            var (mark, css) = threshold.Ok switch { true => ("✓", "good"), false => ("✗", "bad"), null => ("?", "open") };
            Add($"<tr class=\"{css}\"><td>{mark}</td><td>{E(threshold.Metric)} {E(threshold.Expression)}</td><td>{E(threshold.Value?.ToString("0.####", CultureInfo.InvariantCulture) ?? threshold.Reason ?? "")}</td></tr>");
        }

        Add($"</table>");
    }

    private void Metrics()
    {
        Add($"<h2>Metrics</h2><table><tr><th>metric</th><th>count</th><th>value</th><th>p50</th><th>p95</th><th>p99</th><th>max</th></tr>");
        foreach (var metric in summary.Metrics.Where(metric => metric.Count > 0))
        {
            var value = metric.Rate is { } rate ? Korean.Percent(rate) + " %" : Number(metric.Value);
            Add($"<tr><td>{E(metric.Name)}</td><td>{metric.Count}</td><td>{value}</td><td>{Number(metric.P50)}</td><td>{Number(metric.P95)}</td><td>{Number(metric.P99)}</td><td>{Number(metric.Max)}</td></tr>");
        }

        Add($"</table>");
    }

    private void Evidence()
    {
        if (summary.WriteUnavailable.Count > 0)
        {
            Add($"<h2>Write-unavailable windows</h2><ul>");
            foreach (var gap in summary.WriteUnavailable)
            {
                Add($"<li>{Traffic.RunClock.ToTime(gap.From):HH:mm:ss.fff}Z: {gap.Ms:0.0} ms, {gap.Failed} writes failed{(gap.Open ? ", not over at the end" : "")}</li>");
            }

            Add($"</ul>");
        }

        foreach (var line in SummaryText.Evidence(summary))
        {
            Add($"<p>{E(line)}</p>");
        }
    }

    private TimeSpan Since(long at) => TimeSpan.FromMicroseconds(at - startedAt);

    private static string Number(double? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static string E(string text) => WebUtility.HtmlEncode(text);

    private void Add(FormattableString html) => page.Append(html.ToString(CultureInfo.InvariantCulture));

    private const string Style =
        """
        :root{color-scheme:light dark;--ink:#1c2430;--soft:#667;--paper:#fff;--even:#f4f6f9;--odd:#e6ecf4}
        @media(prefers-color-scheme:dark){:root{--ink:#dde4ee;--soft:#9aa;--paper:#12161c;--even:#1a2029;--odd:#232b37}}
        body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:1060px;margin:2rem auto;padding:0 1rem}
        h1{margin-bottom:0}.lead,small,.tick,.phase{color:var(--soft)}.verdict{font-size:1.2rem;font-weight:600}
        .good{color:#1a7f4b}.bad{color:#c62f3b}.open{color:#a36a00}blockquote{border-left:4px solid #1a7f4b;margin:.5rem 0;padding:.2rem 1rem;font-size:1.1rem}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.2rem .6rem;border-bottom:1px solid var(--odd)}td:nth-child(n+2){font-variant-numeric:tabular-nums}
        figure{margin:1.2rem 0}svg{width:100%;height:auto;display:block}figcaption{font-weight:600}.key{font-weight:400;margin-left:.8rem}.key::before{content:"━ "}
        .tick,.phase{font-size:11px;fill:var(--soft)}.grid{stroke:var(--odd)}.even{fill:var(--even)}.odd{fill:var(--odd)}.gap{fill:#c62f3b;opacity:.35}.stall{fill:#888;opacity:.45}
        .line{fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}.mark line{stroke:#7a3fc4;stroke-dasharray:4 3}.mark text{fill:#7a3fc4;font-size:11px}
        .c1{stroke:#2f6fd0;color:#2f6fd0}.c2{stroke:#d08a1f;color:#d08a1f}.c3{stroke:#c62f3b;color:#c62f3b}.c4{stroke:#7a3fc4;color:#7a3fc4}.c5{stroke:#1a8f86;color:#1a8f86}
        .c6{stroke:#8a6d3b;color:#8a6d3b}.c7{stroke:#b03a8c;color:#b03a8c}.c8{stroke:#5b8c2a;color:#5b8c2a}.c9{stroke:#666;color:#666}
        """;
}
