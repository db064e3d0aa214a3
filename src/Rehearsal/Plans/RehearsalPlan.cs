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
    /// What a phase stands on and is not to be played is brought about before it, without users: the new version, from which the upstream is switched,
    /// and for the way back the whole migration.
    /// </summary>
    /// <param name="isProvisioned">The target holds the data: the lab is taken as it stands, once both servers are proved to hold the same.</param>
    public static RehearsalPlan For(Profile profile, IReadOnlyList<Phase> phases, bool isProvisioned = false)
    {
        var acts = new ActBuilder(profile);
        var goesBack = phases.Contains(Phase.RollbackAll) || WholeMigration.All(phases.Contains);
        var plan = new List<Act>();
        var beforehand = new List<Phase>();
        foreach (var phase in WholeMigration)
        {
            if (phases.Contains(phase))
            {
                Play(phase);
            }
            else if (!isProvisioned && (goesBack || (phase == Phase.Deploy && phases.Contains(Phase.Nginx))))
            {
                beforehand.Add(phase);
            }
        }

        if (goesBack)
        {
            Play(Phase.RollbackAll);
        }

        return new(plan);

        void Play(Phase phase)
        {
            if (plan.Count == 0)
            {
                plan.Add(isProvisioned ? ActBuilder.TakeAsItStands() : ActBuilder.Provision(beforehand));
            }
            else if (beforehand.Count > 0)
            {
                plan.Add(ActBuilder.BringAbout(beforehand, phase));
            }

            beforehand.Clear();
            plan.AddRange(acts.Of(phase));
        }
    }
}
