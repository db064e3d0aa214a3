using Rehearsal.CommandLine;

namespace Rehearsal.Plans;

/// <summary>The acts of a rehearsal in order: pure intent, stored in run.json before anything is played.</summary>
public sealed record RehearsalPlan(IReadOnlyList<Act> Acts)
{
    /// <summary>Scenario that exists only in the lab: resolves the write-unavailable window to 10 ms.</summary>
    public const string WriteProbe = "write-probe";

    private static readonly Phase[] WholeMigration = [Phase.Db, Phase.Deploy, Phase.Nginx, Phase.Dns];

    /// <summary>
    /// Lays out <paramref name="phases"/> with the durations of <paramref name="profile"/>. Every phase goes forward, back and forward again: the
    /// operators want two good ones in a row, and a rollback that was really used. All phases together end with the way back from the completed migration.
    /// The upstream is switched from the new version, so that is deployed beforehand when its own phase is not played.
    /// </summary>
    /// <param name="isProvisioned">The target holds the data: the lab is taken as it stands, once both servers are proved to hold the same.</param>
    public static RehearsalPlan For(Profile profile, IReadOnlyList<Phase> phases, bool isProvisioned = false)
    {
        var acts = new ActBuilder(profile);
        return new([
            isProvisioned ? ActBuilder.TakeAsItStands() : ActBuilder.Provision(withNewVersion: phases.Contains(Phase.Nginx) && !phases.Contains(Phase.Deploy)),
            .. phases.SelectMany(phase => phase switch
            {
                Phase.Db => acts.Database(),
                Phase.Deploy => acts.Deploy(),
                Phase.Nginx => acts.Nginx(),
                Phase.Dns => acts.Dns(),
                Phase.RollbackAll => [],
                _ => throw new ArgumentOutOfRangeException(nameof(phases), phase, "no acts are planned for this phase"),
            }),
            .. phases.Contains(Phase.RollbackAll) || WholeMigration.All(phases.Contains) ? acts.WayBack() : [],
        ]);
    }
}
