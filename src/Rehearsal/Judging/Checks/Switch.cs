using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Judging.Checks;

/// <summary>The acts that move the writer, and the runbook of each that does it.</summary>
internal static class Switch
{
    public static IReadOnlyList<Act> ActsOf(RehearsalHistory history) =>
        [.. history.Manifest.Plan.Acts.Where(act => act.Kind is ActKind.CutOver or ActKind.RollBack)];

    public static string RunbookOf(Act act) => act.Kind == ActKind.RollBack ? RunbookName.RollBack : RunbookName.CutOver;
}
