using Rehearsal.CommandLine;

namespace Rehearsal.Faults;

/// <summary>Faults as they are written on the command line.</summary>
internal static class FaultNames
{
    private static readonly (Fault Fault, string Name)[] Names =
    [
        (Fault.None, "none"),
        (Fault.KillTarget, "kill-target"),
        (Fault.TamperRow, "tamper-row"),
        (Fault.KillOldInstance, "kill-old-instance"),
        (Fault.HangNewInstance, "hang-new-instance"),
        (Fault.DeadUpstream, "dead-upstream"),
        (Fault.DeadEdge, "dead-edge"),
    ];

    public static IEnumerable<string> All => Names.Select(known => known.Name);

    public static string Of(Fault fault) => Names.Single(known => known.Fault == fault).Name;

    /// <summary>The phase in which it happens; null when it needs none.</summary>
    public static Phase? PhaseOf(Fault fault) => fault == Fault.KillTarget ? Phase.Db : PlannedFault.Of(fault)?.Phase;

    public static Fault? Parse(string? name) =>
        Names.Where(known => known.Name == name).Select(known => (Fault?)known.Fault).FirstOrDefault();
}
