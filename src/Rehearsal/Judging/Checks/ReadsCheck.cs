using LoadTests.History;
using Rehearsal.History;

namespace Rehearsal.Judging.Checks;

/// <summary>Reads never fail, not even inside the window in which writes do.</summary>
internal static class ReadsCheck
{
    public const string Name = "reads";

    public static Finding Run(RehearsalHistory history)
    {
        const string expected = "0 failed reads in every switch";
        var acts = Switch.ActsOf(history);
        var failed = new List<string>();
        var thin = new List<string>();
        long reads = 0;
        foreach (var act in acts)
        {
            var samples = history.LoadsOf(act.Name).SelectMany(load => load.Samples.Select(sample => (load.Scenario, sample)))
                .Where(pair => !pair.sample.Write && pair.sample.Outcome != Outcome.Cancelled)
                .ToArray();
            reads += samples.Length;
            if (samples.Length < Bars.MinReads)
            {
                thin.Add($"{act.Name}: only {samples.Length} reads");
            }

            failed.AddRange(samples.Where(pair => pair.sample.Outcome != Outcome.Ok)
                .Select(pair => $"{act.Name}: {pair.Scenario} {SampleText.Of(pair.sample)}"));
        }

        return failed.Count > 0
            ? Finding.Failed(Name, $"{failed.Count} of {reads:N0} reads failed", expected, failed.Take(Evidence.Most))
            : acts.Count == 0 || thin.Count > 0
                ? Finding.Inconclusive(Name, $"{reads:N0} reads, too few to prove it", $"{expected}, with at least {Bars.MinReads} reads each", thin)
                : Finding.Passed(Name, $"0 of {reads:N0} reads failed", expected);
    }
}
