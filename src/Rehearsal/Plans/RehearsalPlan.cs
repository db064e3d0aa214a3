using Rehearsal.CommandLine;

namespace Rehearsal.Plans;

/// <summary>The acts of a rehearsal in order: pure intent, stored in run.json before anything is played.</summary>
public sealed record RehearsalPlan(IReadOnlyList<Act> Acts)
{
    /// <summary>Scenario that exists only in the lab: resolves the write-unavailable window to 10 ms.</summary>
    public const string WriteProbe = "write-probe";

    /// <summary>Lays out <paramref name="phases"/> with the durations of <paramref name="profile"/>.</summary>
    public static RehearsalPlan For(Profile profile, IReadOnlyList<Phase> phases) =>
        new([.. phases.SelectMany(phase => phase switch
        {
            Phase.Db => DatabaseActs(profile),
            _ => throw new ArgumentOutOfRangeException(nameof(phases), phase, "no acts are planned for this phase"),
        })]);

    // Forward, back, forward again: the operators want two good cutovers in a row, and a rollback that was really used.
    private static IEnumerable<Act> DatabaseActs(Profile profile)
    {
        yield return new Act(
            "provision",
            "copy the data, start replication",
            ActKind.Provision,
            [],
            TimeSpan.Zero,
            [RunbookName.CheckSource, RunbookName.DumpAndLoad, RunbookName.SetUpReplication, RunbookName.WatchReplication, RunbookName.VerifyData]);
        yield return CutOver(1, profile);
        yield return Compare(1);
        yield return RollBack(1, profile);
        yield return Compare(2);
        yield return CutOver(2, profile);
        yield return Compare(3);
    }

    private static Act CutOver(int number, Profile profile)
    {
        var loads = Loads(profile, ("db-cutover", 10), ("data-integrity", 15), ("connpool", 10), (WriteProbe, 10));
        return new Act(
            $"cutover-{number}",
            $"cut over to the target, {Ordinal(number)} time",
            ActKind.CutOver,
            loads,
            Baseline(loads),
            [RunbookName.CutOver, RunbookName.SetUpReverseReplication]);
    }

    private static Act RollBack(int number, Profile profile)
    {
        var loads = Loads(profile, ("rollback-db", 10), ("data-integrity", 15), (WriteProbe, 10));
        return new Act(
            $"rollback-{number}",
            "roll back to the source",
            ActKind.RollBack,
            loads,
            Baseline(loads),
            [RunbookName.RollBack]);
    }

    private static Act Compare(int number) =>
        new($"checksum-{number}", "compare every row of both servers", ActKind.Compare, [], TimeSpan.Zero, [RunbookName.Checksum]);

    private static PlannedLoad[] Loads(Profile profile, params (string Scenario, int FullMinutes)[] scenarios) =>
        [.. scenarios.Select(load => new PlannedLoad(load.Scenario, profile switch
        {
            Profile.Quick => TimeSpan.FromSeconds(20),
            Profile.Standard => TimeSpan.FromSeconds(100),
            _ => TimeSpan.FromMinutes(load.FullMinutes),
        }))];

    // The scenarios call their first 20 % (rollback-db: 20 %, data-integrity: 20 %) the baseline; a little later is safely past it.
    private static TimeSpan Baseline(PlannedLoad[] loads) => loads.Max(load => load.Duration) * 0.3;

    private static string Ordinal(int number) => number switch { 1 => "first", 2 => "second", _ => $"{number}th" };
}
