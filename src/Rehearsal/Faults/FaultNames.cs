namespace Rehearsal.Faults;

/// <summary>Faults as they are written on the command line.</summary>
internal static class FaultNames
{
    private static readonly (Fault Fault, string Name)[] Names =
        [(Fault.None, "none"), (Fault.KillTarget, "kill-target"), (Fault.TamperRow, "tamper-row")];

    public static IEnumerable<string> All => Names.Select(known => known.Name);

    public static string Of(Fault fault) => Names.Single(known => known.Fault == fault).Name;

    public static Fault? Parse(string? name) =>
        Names.Where(known => known.Name == name).Select(known => (Fault?)known.Fault).FirstOrDefault();
}
