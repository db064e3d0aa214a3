using Rehearsal.History;

namespace Rehearsal.Judging.Checks;

/// <summary>The load really ran, for the planned time, and its books agree with its samples: without that, no number above counts.</summary>
internal static class LoadDeliveredCheck
{
    public const string Name = "load";

    // A closed-model load under way at the end is cancelled; a little less than the planned time is the whole of it.
    private const double MinShareOfDuration = 0.95;

    public static Finding Run(RehearsalHistory history)
    {
        const string expected = "each planned load ran to its end, and counted what it recorded";
        var problems = history.Manifest.Plan.Acts
            .SelectMany(act => act.Loads.Select(load => (act.Name, load)))
            .SelectMany(planned => Problems(history, planned.Name, planned.load.Scenario, planned.load.Duration))
            .ToArray();
        var requests = history.Loads.Sum(load => (long)load.Samples.Count);
        return problems.Length > 0 || requests == 0
            ? Finding.Inconclusive(Name, $"{requests:N0} requests recorded, {problems.Length} doubts", expected, problems)
            : Finding.Passed(Name, $"{requests:N0} requests by {history.Loads.Count} loads", expected);
    }

    private static IEnumerable<string> Problems(RehearsalHistory history, string act, string scenario, TimeSpan duration)
    {
        var load = history.Loads.FirstOrDefault(load => load.Act == act && load.Scenario == scenario);
        if (load?.Summary is not { } summary)
        {
            yield return $"{act}: {scenario} left no summary";
            yield break;
        }

        if (summary.Aborted)
        {
            yield return $"{act}: {scenario} was stopped before its end";
        }

        if (summary.DurationMs < duration.TotalMilliseconds * MinShareOfDuration)
        {
            yield return $"{act}: {scenario} ran {summary.DurationMs / 1000.0:0.0} of {duration.TotalSeconds:0.0} s";
        }

        if (summary.Requests != load.Samples.Count)
        {
            yield return $"{act}: {scenario} counted {summary.Requests} requests and recorded {load.Samples.Count}";
        }
    }
}
