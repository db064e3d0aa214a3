using LoadTests.History;
using Rehearsal.History;

namespace Rehearsal.Judging.Checks;

/// <summary>A write may fail only while the writer is being moved: under way at some moment of the switching runbook.</summary>
internal static class WritesOutsideSwitchCheck
{
    public const string Name = "writes-outside-switch";

    public static Finding Run(RehearsalHistory history)
    {
        const string expected = "0 failed writes before the switch begins and after it has ended";
        var acts = Switch.ActsOf(history);
        var failed = new List<string>();
        var unknown = new List<string>();
        long writes = 0;
        foreach (var act in acts)
        {
            var samples = history.LoadsOf(act.Name).SelectMany(load => load.Samples.Select(sample => (load.Scenario, sample)))
                .Where(pair => pair.sample.Write && pair.sample.Outcome != Outcome.Cancelled)
                .ToArray();
            writes += samples.Length;
            if (history.SpanOf(act.Name, Switch.RunbookOf(act)) is not { } span)
            {
                unknown.Add($"{act.Name}: the switch has no beginning or no end");
                continue;
            }

            failed.AddRange(samples
                .Where(pair => pair.sample.Outcome != Outcome.Ok && (pair.sample.Ended < span.Start || pair.sample.Started > span.End))
                .Select(pair => $"{act.Name}: {pair.Scenario} {SampleText.Of(pair.sample)}"));
        }

        return failed.Count > 0
            ? Finding.Failed(Name, $"{failed.Count} of {writes:N0} writes failed outside a switch", expected, failed.Take(Evidence.Most))
            : unknown.Count > 0 || writes < Bars.MinAcknowledgedWrites
                ? Finding.Inconclusive(Name, $"{writes:N0} writes", $"{expected}, with at least {Bars.MinAcknowledgedWrites} writes", unknown)
                : Finding.Passed(Name, $"0 of {writes:N0} writes failed outside a switch", expected);
    }
}
