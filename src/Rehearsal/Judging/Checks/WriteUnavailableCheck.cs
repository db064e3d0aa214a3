using Rehearsal.Display;
using Rehearsal.History;

namespace Rehearsal.Judging.Checks;

/// <summary>How long nobody could write, as the clients saw it, in each move of the writer.</summary>
internal static class WriteUnavailableCheck
{
    public const string Name = "write-unavailable";

    public static Finding Run(RehearsalHistory history)
    {
        var expected = $"median of the switches ≤ {Format.Milliseconds(Bars.WriteUnavailableMedianMs)}, each ≤ {Format.Milliseconds(Bars.WriteUnavailableOperatorsMs)} (operators' bar)";
        var windows = Switch.ActsOf(history).Select(act => SwitchWindow.Measure(history, act)).ToArray();
        var evidence = windows.Select(window => window.ToString()).ToArray();
        if (windows.Length == 0 || windows.Any(window => window.ClientMs is null))
        {
            return Finding.Inconclusive(Name, "not every switch could be measured", expected, evidence);
        }

        var sorted = windows.Select(window => window.ClientMs!.Value).Order().ToArray();
        var median = Statistics.Median(sorted);
        var measured = $"median {Format.Milliseconds(median)}, longest {Format.Milliseconds(sorted[^1])} in {sorted.Length} switches";
        if (median > Bars.WriteUnavailableMedianMs || sorted[^1] > Bars.WriteUnavailableOperatorsMs)
        {
            return Finding.Failed(Name, measured, expected, evidence);
        }

        var coarse = windows.Where(window => window.ResolutionMs is null or > Bars.ProbeResolutionMs).ToArray();
        return coarse.Length > 0
            ? Finding.Inconclusive(
                Name,
                $"{measured}, but writes were too far apart to claim it",
                $"{expected}, probed every {Format.Milliseconds(Bars.ProbeResolutionMs)} or closer",
                evidence)
            : Finding.Passed(Name, measured, expected, evidence);
    }
}
