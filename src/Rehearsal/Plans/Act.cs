namespace Rehearsal.Plans;

/// <summary>A piece of the rehearsal: load that runs, and the runbooks played while it does.</summary>
/// <param name="Name">Unique in the plan; names files in the run folder.</param>
/// <param name="Title">What a person reads on the screen and in the report.</param>
/// <param name="Loads">Started before the runbooks; empty for an act without traffic.</param>
/// <param name="Baseline">How long the load runs undisturbed before the first runbook starts.</param>
/// <param name="Runbooks">Played one after the other, by their command-line names.</param>
public sealed record Act(
    string Name,
    string Title,
    ActKind Kind,
    IReadOnlyList<PlannedLoad> Loads,
    TimeSpan Baseline,
    IReadOnlyList<string> Runbooks)
{
    /// <summary>How long the act takes when nothing holds it up; used for the remaining time on the screen only.</summary>
    public TimeSpan Expected => Loads.Count > 0
        ? Loads.Max(load => load.StartAfter + load.Duration) + TimeSpan.FromSeconds(3)
        : TimeSpan.FromSeconds(2 * Runbooks.Count);
}
