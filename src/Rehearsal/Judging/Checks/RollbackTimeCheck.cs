using Rehearsal.Display;
using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Judging.Checks;

/// <summary>A rollback is quick: from the decision to its last confirmed step. (How long DNS takes is the TTL's affair, and the check of its own.)</summary>
internal static class RollbackTimeCheck
{
    public const string Name = "rollback-time";

    public static bool Concerns(RehearsalPlan plan) => plan.Acts.SelectMany(act => act.Runbooks).Any(Bars.Rollbacks.ContainsKey);

    public static Finding Run(RehearsalHistory history)
    {
        var rollbacks = history.Manifest.Plan.Acts
            .SelectMany(act => act.Runbooks.Where(Bars.Rollbacks.ContainsKey).Select(runbook => (Act: act.Name, Runbook: runbook, Span: history.SpanOf(act.Name, runbook))))
            .ToArray();
        var expected = string.Join(", ", rollbacks.Select(rollback => rollback.Runbook).Distinct().Select(Bar));
        if (rollbacks.Any(rollback => rollback.Span is null))
        {
            return Finding.Inconclusive(Name, "not every planned rollback has a beginning and an end", expected);
        }

        var times = rollbacks.Select(rollback => (rollback.Act, rollback.Runbook, Ms: (rollback.Span!.Value.End - rollback.Span.Value.Start) / 1000.0)).ToArray();
        var measured = string.Join(", ", times.GroupBy(time => time.Runbook).Select(group => $"{group.Key} {Format.Milliseconds(group.Max(time => time.Ms))}"));
        var evidence = times.Select(time => $"{time.Act}: {time.Runbook} {Format.Milliseconds(time.Ms)}");
        return times.All(time => time.Ms <= Bars.Rollbacks[time.Runbook].Ms)
            ? Finding.Passed(Name, measured, expected, evidence)
            : Finding.Failed(Name, measured, expected, evidence);
    }

    private static string Bar(string runbook)
    {
        var (ms, operators) = Bars.Rollbacks[runbook];
        return $"{runbook} ≤ {Format.Milliseconds(ms)}{(operators is { } budget ? $" (operators' budget {Format.Milliseconds(budget)})" : "")}";
    }
}
