using System.Globalization;
using Rehearsal.History;

namespace Rehearsal.Judging.Checks;

/// <summary>Each scenario's own thresholds hold, as they must in production.</summary>
internal static class ThresholdsCheck
{
    public const string Name = "thresholds";

    public static Finding Run(RehearsalHistory history)
    {
        const string expected = "every threshold of every scenario holds";
        var failed = new List<string>();
        var missing = new List<string>();
        var held = 0;
        foreach (var load in history.Loads)
        {
            if (load.Summary is null)
            {
                missing.Add($"{load.Act}: {load.Scenario} left no summary");
                continue;
            }

            held += load.Summary.Thresholds.Count(threshold => threshold.Ok == true);
            failed.AddRange(load.Summary.Thresholds.Where(threshold => threshold.Ok == false)
                .Select(threshold => string.Create(CultureInfo.InvariantCulture, $"{load.Act}: {load.Scenario} {threshold.Metric} {threshold.Expression}, was {threshold.Value}")));
            missing.AddRange(load.Summary.Thresholds.Where(threshold => threshold.Ok is null)
                .Select(threshold => $"{load.Act}: {load.Scenario} {threshold.Metric} was not measured"));
            if (load.Summary.ExitCode is not (0 or 99))
            {
                missing.Add($"{load.Act}: {load.Scenario} ended with exit code {load.Summary.ExitCode}");
            }
            else if (load.Summary.ExitCode == 99 && load.Summary.Thresholds.All(threshold => threshold.Ok == true))
            {
                failed.Add($"{load.Act}: {load.Scenario} ended with exit code 99, though its thresholds read as held");
            }
        }

        return failed.Count > 0
            ? Finding.Failed(Name, $"{failed.Count} failed, {held} held", expected, failed.Concat(missing))
            : missing.Count > 0 || held == 0
                ? Finding.Inconclusive(Name, $"{held} held, {missing.Count} could not be told", expected, missing)
                : Finding.Passed(Name, $"{held} held", expected);
    }
}
