using Rehearsal.Display;
using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Judging.Checks;

/// <summary>A rollback is quick: from the decision to its last confirmed step.</summary>
internal static class RollbackTimeCheck
{
    public const string Name = "rollback-time";

    public static Finding Run(RehearsalHistory history)
    {
        var expected = $"each rollback within {Format.Milliseconds(Bars.RollbackMs)} (operators' budget {Format.Milliseconds(Bars.RollbackOperatorsMs)})";
        var rollbacks = history.Manifest.Plan.Acts.Where(act => act.Kind == ActKind.RollBack)
            .Select(act => (act.Name, Span: history.SpanOf(act.Name, RunbookName.RollBack)))
            .ToArray();
        if (rollbacks.Length == 0 || rollbacks.Any(rollback => rollback.Span is null))
        {
            return Finding.Inconclusive(Name, "not every planned rollback has a beginning and an end", expected);
        }

        var times = rollbacks.Select(rollback => (rollback.Name, Ms: (rollback.Span!.Value.End - rollback.Span.Value.Start) / 1000.0)).ToArray();
        var longest = times.Max(rollback => rollback.Ms);
        var evidence = times.Select(rollback => $"{rollback.Name}: {Format.Milliseconds(rollback.Ms)}");
        return longest <= Bars.RollbackMs
            ? Finding.Passed(Name, $"{Format.Milliseconds(longest)} at the longest", expected, evidence)
            : Finding.Failed(Name, $"{Format.Milliseconds(longest)} at the longest", expected, evidence);
    }
}
