using Rehearsal.History;

namespace Rehearsal.Judging.Checks;

/// <summary>Every planned act and runbook was played to its end, and the run was not interrupted.</summary>
internal static class PlanCheck
{
    public const string Name = "runbooks";

    public static Finding Run(RehearsalHistory history)
    {
        var problems = history.Manifest.Plan.Acts.SelectMany(act => Problems(history, act.Name, act.Runbooks)).ToList();
        if (history.Manifest.Interrupted)
        {
            problems.Insert(0, "the rehearsal was interrupted");
        }

        var runbooks = history.Manifest.Plan.Acts.Sum(act => act.Runbooks.Count);
        const string expected = "every planned runbook succeeds";
        return problems.Count == 0
            ? runbooks == 0
                ? Finding.Inconclusive(Name, "nothing was planned", expected)
                : Finding.Passed(Name, $"{runbooks} of {runbooks} runbooks succeeded", expected)
            : Finding.Failed(Name, $"{problems.Count} did not", expected, problems);
    }

    private static IEnumerable<string> Problems(RehearsalHistory history, string act, IReadOnlyList<string> runbooks)
    {
        foreach (var runbook in runbooks)
        {
            var last = history.Timeline.LastOrDefault(line => line.Kind == TimelineKind.Runbook && line.Act == act && line.Name == runbook);
            if (last is null)
            {
                yield return $"{act}: {runbook} was never started";
            }
            else if (last.State != TimelineState.Succeeded)
            {
                yield return $"{act}: {runbook} ended as {last.State}{(last.Detail is null ? "" : $": {last.Detail}")}";
            }
        }
    }
}
