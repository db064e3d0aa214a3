using LoadTests.History;
using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Judging.Checks;

/// <summary>Moving requests to another version, upstream or edge is noticed by nobody: no request fails, none loses its connection, forward or back.</summary>
internal static class TrafficCheck
{
    public const string Name = "traffic";

    public static bool Concerns(RehearsalPlan plan) => plan.Acts.Any(IsConcerned);

    public static Finding Run(RehearsalHistory history)
    {
        const string expected = "0 failed requests and 0 connection resets in every deploy, upstream and DNS switch";
        var acts = history.Manifest.Plan.Acts.Where(IsConcerned).ToArray();
        var failed = new List<string>();
        var thin = new List<string>();
        long requests = 0, resets = 0;
        foreach (var act in acts)
        {
            var samples = history.LoadsOf(act.Name).SelectMany(load => load.Samples.Select(sample => (load.Scenario, sample)))
                .Where(pair => pair.sample.Outcome != Outcome.Cancelled)
                .ToArray();
            requests += samples.Length;
            resets += samples.LongCount(pair => pair.sample.Outcome == Outcome.Reset);
            if (samples.Length < Bars.MinRequests)
            {
                thin.Add($"{act.Name}: only {samples.Length} requests");
            }

            failed.AddRange(samples.Where(pair => pair.sample.Outcome != Outcome.Ok).Select(pair => $"{act.Name}: {pair.Scenario} {SampleText.Of(pair.sample)}"));
        }

        return failed.Count > 0
            ? Finding.Failed(Name, $"{failed.Count} of {requests:N0} requests failed, {resets} of them by a reset", expected, failed.Take(Evidence.Most))
            : thin.Count > 0
                ? Finding.Inconclusive(Name, $"{requests:N0} requests, too few to prove it", $"{expected}, with at least {Bars.MinRequests} requests each", thin)
                : Finding.Passed(Name, $"0 of {requests:N0} requests failed in {acts.Length} moves", expected);
    }

    private static bool IsConcerned(Act act) => act.Kind is ActKind.MoveTraffic or ActKind.MoveTrafficBack;
}
