using System.Globalization;
using LoadTests.Annotations;
using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Reports;

/// <summary>What a person watches while the load runs: redrawn every second on a terminal, a plain line now and then elsewhere.</summary>
internal sealed class LiveDisplay : IAsyncDisposable
{
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly ConsoleBoard console;
    private readonly LoadSession session;
    private readonly TimeSeries series;
    private readonly TimeSpan duration;
    private readonly TimeSpan window;
    private readonly string folder;
    private readonly CancellationTokenSource ended = new();
    private readonly Task ticking;

    public LiveDisplay(ConsoleBoard console, LoadSession session, TimeSeries series, TimeSpan duration, TimeSpan window, string folder)
    {
        (this.console, this.session, this.series, this.duration, this.window, this.folder) = (console, session, series, duration, window, folder);
        ticking = TickAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await ticking;
        console.Show([]);
        ended.Dispose();
    }

    /// <summary>As lines for a terminal; joined they are the plain line.</summary>
    public IReadOnlyList<string> Lines()
    {
        var now = session.Clock.Now;
        var recent = series.Between(now - (long)window.TotalMicroseconds, now);
        var culture = CultureInfo.InvariantCulture;
        var lines = new List<string>
        {
            string.Create(culture, $"{session.Elapsed:hh\\:mm\\:ss} of {duration:hh\\:mm\\:ss}, {session.Remaining:hh\\:mm\\:ss} left  [{session.Phase}]"),
            string.Create(culture, $"{session.Requests} requests, {recent.Requests / window.TotalSeconds:0.0}/s, {session.Failed} failed ({recent.Failed} in the last {window.TotalSeconds:0} s), p50 {recent.Latency.At(50) ?? 0:0} p95 {recent.Latency.At(95) ?? 0:0} p99 {recent.Latency.At(99) ?? 0:0} ms"),
        };
        if (session.Writes.Count > 0)
        {
            lines.Add(string.Create(culture, $"{session.Writes.Count} writes, {session.Writes.Failed} failed, longest unavailable {session.Writes.LongestMs(now):0} ms"));
        }

        var metrics = session.Metrics.Summaries().Where(metric => metric.Count > 0 || metric.Kind == MetricKind.Counter).ToList();
        foreach (var threshold in session.Plan.AllThresholds)
        {
            var result = threshold.Judge(metrics, "not yet");
            var mark = result.Ok switch { true => '✓', false => '✗', null => '·' };
            lines.Add(string.Create(culture, $"  {mark} {threshold.Metric.Name} {threshold.Expression.Text}   {result.Value?.ToString("0.####", culture) ?? "-"}"));
        }

        if (AnnotationFile.Between(folder, now - (long)session.Elapsed.TotalMicroseconds, now) is [.., var last])
        {
            lines.Add($"  ▸ {RunClock.ToTime(last.At).ToLocalTime():HH:mm:ss} {last.Title}");
        }

        return lines;
    }

    private async Task TickAsync()
    {
        var plain = TimeSpan.FromSeconds(Math.Clamp(duration.TotalSeconds / 20, 1, LongestSilence.TotalSeconds));
        using var timer = new PeriodicTimer(console.Draws ? Redraw : plain, session.Clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                if (console.Draws)
                {
                    console.Show(Lines());
                }
                else
                {
                    console.WriteLine(PlainLine());
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (IOException)
        {
            // Whoever watched is gone; the run does not depend on being watched.
        }
    }

    private string PlainLine() => string.Join("  ", Lines().Select(line => line.Trim()));
}
