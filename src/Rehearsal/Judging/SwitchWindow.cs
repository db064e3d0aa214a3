using System.Globalization;
using LoadTests.Checks;
using LoadTests.History;
using Rehearsal.Display;
using Rehearsal.History;
using Rehearsal.Judging.Checks;
using Rehearsal.Plans;

namespace Rehearsal.Judging;

/// <summary>The time without writes in one move of the writer, seen from both sides.</summary>
/// <param name="ClientMs">
/// The larger of: the windows in which writes failed, added up; and the longest silence between two acknowledged writes
/// while the runbook ran, because a write that is held up is not available either. Null when it cannot be told:
/// no writes, a window that never closed, or a runbook without an end.
/// </param>
/// <param name="ServerMs">From the writes' stop to the first confirmed one, as the runbook's steps measured it.</param>
/// <param name="ResolutionMs">Nine in ten pairs of consecutive writes around the switch were sent no further apart than this.</param>
internal sealed record SwitchWindow(
    string Act,
    double? ClientMs,
    double FailingMs,
    double SilenceMs,
    double? ServerMs,
    double? ResolutionMs,
    int FailedWrites,
    IReadOnlyList<UnavailableWindow> Windows,
    string? Problem)
{
    /// <summary>The fact that a switching runbook records: milliseconds from the stop of writes to the first confirmed one.</summary>
    public const string ServerFact = "write_unavailable_ms";

    private const long AroundUs = 1_000_000;

    public static SwitchWindow Measure(RehearsalHistory history, Act act)
    {
        var runbook = Switch.RunbookOf(act);
        var serverMs = double.TryParse(history.FactOf(act.Name, runbook, ServerFact), CultureInfo.InvariantCulture, out var ms) ? ms : (double?)null;
        return Measure(act.Name, runbook, history.LoadsOf(act.Name).SelectMany(load => load.Samples), history.SpanOf(act.Name, runbook), serverMs);
    }

    /// <param name="act">What the window is called in its sentence.</param>
    /// <param name="samples">All requests around this one switch.</param>
    /// <param name="span">From the beginning of <paramref name="runbook"/> to its end, on the samples' clock; null when it has not both.</param>
    public static SwitchWindow Measure(string act, string runbook, IEnumerable<Sample> samples, (long Start, long End)? span, double? serverMs)
    {
        var writes = samples.Where(sample => sample.Write).ToArray();
        var windows = WriteAvailability.Windows(writes);
        var failing = windows.Sum(window => window.Ms);
        var failed = windows.Sum(window => window.Failed);
        if (span is not { } known)
        {
            return new SwitchWindow(act, null, failing, 0, serverMs, null, failed, windows, $"{runbook} has no beginning or no end");
        }

        var around = writes.Where(write => write.Ended >= known.Start - AroundUs && write.Started <= known.End + AroundUs).ToArray();
        var silence = LongestSilence(writes, known);
        var problem = around.Length == 0 ? "no writes around the switch"
            : windows.Any(window => window.Open) ? "writes failed until the recording ended"
            : writes.Max(write => write.Ended) < known.End ? "the load ended before the runbook"
            : null;
        return new SwitchWindow(
            act,
            problem is null ? Math.Max(failing, silence) : null,
            failing,
            silence,
            serverMs,
            Resolution(around),
            failed,
            windows,
            problem);
    }

    public override string ToString() => Problem is not null
        ? $"{Act}: {Problem}"
        : $"{Act}: client {Format.Milliseconds(ClientMs!.Value)} (failing {Format.Milliseconds(FailingMs)}, longest silence {Format.Milliseconds(SilenceMs)}), "
            + $"server {(ServerMs is null ? "not measured" : Format.Milliseconds(ServerMs.Value))}, {FailedWrites} writes failed, "
            + $"a write every {(ResolutionMs is null ? "?" : Format.Milliseconds(ResolutionMs.Value))} or closer";

    // From the last acknowledgement before the runbook to the first one after it, so that a silence that reaches out of it counts whole.
    private static double LongestSilence(Sample[] writes, (long Start, long End) span)
    {
        var acknowledged = writes.Where(write => write.Outcome == Outcome.Ok).ToArray();
        var from = acknowledged.Where(write => write.Ended <= span.Start).Select(write => write.Ended).DefaultIfEmpty(long.MinValue).Max();
        var to = acknowledged.Where(write => write.Ended >= span.End).Select(write => write.Ended).DefaultIfEmpty(long.MaxValue).Min();
        return WriteAvailability.LongestGap(acknowledged.Where(write => write.Ended >= from && write.Ended <= to))?.Ms ?? 0;
    }

    private static double? Resolution(Sample[] around)
    {
        var starts = around.Select(write => write.Started).Order().ToArray();
        var gaps = starts.Zip(starts.Skip(1), (left, right) => (right - left) / 1000.0).Order().ToArray();
        return gaps.Length == 0 ? null : Statistics.Percentile(gaps, 0.9);
    }
}
