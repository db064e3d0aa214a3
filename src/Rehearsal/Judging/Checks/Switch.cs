using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Judging.Checks;

/// <summary>The acts that move the writer, and the runbook of each that does it; in the full rollback it is one part of several.</summary>
internal static class Switch
{
    public static bool Moves(Act act) => act.Kind is ActKind.CutOver or ActKind.RollBack or ActKind.RollBackAll;

    public static IReadOnlyList<Act> ActsOf(RehearsalHistory history) => [.. history.Manifest.Plan.Acts.Where(Moves)];

    public static string RunbookOf(Act act) => act.Kind switch
    {
        ActKind.CutOver => RunbookName.CutOver,
        ActKind.RollBack or ActKind.RollBackAll => RunbookName.RollBack,
        _ => throw new ArgumentException($"{act.Name} does not move the writer", nameof(act)),
    };
}
