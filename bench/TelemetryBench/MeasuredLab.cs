using Rehearsal.History;
using Rehearsal.Judging;

namespace TelemetryBench;

/// <summary>One lab whose writer was moved to and fro under the loads of a cutover.</summary>
/// <param name="WindowsMs">The write-unavailable window of each switch, as clients saw it.</param>
/// <param name="RequestsPerSecond">Of all loads together, while the writer was moved.</param>
internal sealed record MeasuredLab(IReadOnlyList<double> WindowsMs, double RequestsPerSecond)
{
    private const double MicrosecondsPerSecond = 1_000_000;

    /// <summary>What is looked at before and after a switch.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestSwitch = TimeSpan.FromMinutes(1);

    /// <param name="switches">An even number: every cutover is followed by its rollback.</param>
    /// <param name="scenarios">The loads.</param>
    /// <param name="folder">For the result files; must exist.</param>
    /// <param name="collector">Null: without telemetry.</param>
    /// <exception cref="InvalidOperationException">It did not come to its end, or left something that could not be measured; the message says what.</exception>
    public static async Task<MeasuredLab> MeasureAsync(int switches, IReadOnlyList<string> scenarios, string folder, string? collector)
    {
        await using var lab = await StandingLab.StartAsync(folder, collector);
        await lab.PressAsync("dump-and-load");
        await lab.PressAsync("set-up-replication");
        var api = await lab.ApiAsync();
        var loads = new List<Load>();
        try
        {
            foreach (var scenario in scenarios)
            {
                loads.Add(await Load.StartAsync(scenario, api, folder, LongestSwitch * (switches + 1), collector));
            }

            var spans = new List<(string Runbook, long Start, long End)>();
            while (spans.Count < switches)
            {
                spans.Add(await MoveAsync("cut-over"));
                await lab.PressAsync("set-up-reverse-replication");
                spans.Add(await MoveAsync("roll-back"));
            }

            // The load goes on meanwhile, so that writes follow the last switch, too; and what was measured lost nothing.
            await lab.PressAsync("checksum");
            var samples = (await Task.WhenAll(loads.Select(load => load.StopAsync()))).SelectMany(all => all).ToArray();
            var (from, to) = (spans[0].Start, spans[^1].End);
            return new MeasuredLab(
                [.. spans.Select(span => Window(span.Runbook, span.Start, span.End))],
                samples.Count(sample => sample.Started >= from && sample.Started < to) / ((to - from) / MicrosecondsPerSecond));

            double Window(string runbook, long start, long end)
            {
                var around = (long)Around.TotalMicroseconds;
                var window = SwitchWindow.Measure(runbook, runbook, samples.Where(sample => sample.Ended >= start - around && sample.Started <= end + around), (start, end), serverMs: null);
                return window.ClientMs ?? throw new InvalidOperationException($"a switch could not be measured: {window}");
            }
        }
        finally
        {
            foreach (var load in loads)
            {
                await load.DisposeAsync();
            }
        }

        async Task<(string Runbook, long Start, long End)> MoveAsync(string runbook)
        {
            var start = HistoryRecorder.UnixMicroseconds(TimeProvider.System.GetUtcNow());
            await lab.PressAsync(runbook);
            return (runbook, start, HistoryRecorder.UnixMicroseconds(TimeProvider.System.GetUtcNow()));
        }
    }
}
