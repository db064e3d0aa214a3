using Rehearsal.History;

namespace Rehearsal.Judging.Checks;

/// <summary>Every planned act and runbook was played to its end, and the run was not interrupted.</summary>
internal static class PlanCheck
{
    public const string Name = "runbooks";

    public static Finding Run(RehearsalHistory history)
    {
        var planned = history.Manifest.Plan.Acts.SelectMany(act => act.Runbooks.Select(runbook => (Act: act.Name, Runbook: runbook, Last: LastOf(history, act.Name, runbook)))).ToArray();
        var problems = planned.Where(play => play.Last is { State: not TimelineState.Succeeded })
            .Select(play => $"{play.Act}: {play.Runbook} ended as {play.Last!.State}{(play.Last.Detail is null ? "" : $": {play.Last.Detail}")}")
            .ToList();
        // After an early end that is everything planned later: one line, behind the reason.
        var missing = planned.Where(play => play.Last is null).ToArray();
        if (missing.Length > 0)
        {
            problems.Add($"{missing.Length} never started: {string.Join("; ", missing.GroupBy(play => play.Act).Select(act => $"{act.Key}: {string.Join(", ", act.Select(play => play.Runbook))}"))}");
        }

        if (history.Manifest.Interrupted)
        {
            problems.Insert(0, "the rehearsal was interrupted");
        }

        var runbooks = planned.Length;
        const string expected = "every planned runbook succeeds";
        return problems.Count == 0
            ? runbooks == 0
                ? Finding.Inconclusive(Name, "nothing was planned", expected)
                : Finding.Passed(Name, $"{runbooks} of {runbooks} runbooks succeeded", expected)
            : Finding.Failed(Name, $"{planned.Count(play => play.Last?.State == TimelineState.Succeeded)} of {runbooks} runbooks succeeded", expected, problems);
    }

    private static TimelineEvent? LastOf(RehearsalHistory history, string act, string runbook) =>
        history.Timeline.LastOrDefault(line => line.Kind == TimelineKind.Runbook && line.Act == act && line.Name == runbook);
}
