using Rehearsal.History;
using Rehearsal.Judging.Checks;
using Rehearsal.Plans;

namespace Rehearsal.Judging;

/// <summary>
/// Turns history into a verdict. Pure: it sees a recorded history and nothing else, so judging a folder again
/// gives the same verdict. A check that crashes proves nothing and is Inconclusive.
/// </summary>
public static class Judge
{
    // A check is asked when the plan has something for it to judge; that a planned thing is missing from the history is the check's own business.
    private static readonly (string Name, Func<RehearsalPlan, bool> Concerns, Func<RehearsalHistory, Finding> Run)[] Checks =
    [
        (PlanCheck.Name, Always, PlanCheck.Run),
        (WriteUnavailableCheck.Name, MovesTheWriter, WriteUnavailableCheck.Run),
        (ReadsCheck.Name, MovesTheWriter, ReadsCheck.Run),
        (WritesOutsideSwitchCheck.Name, MovesTheWriter, WritesOutsideSwitchCheck.Run),
        (TrafficCheck.Name, TrafficCheck.Concerns, TrafficCheck.Run),
        (ChatCheck.Name, ChatCheck.Concerns, ChatCheck.Run),
        (DnsCheck.Name, DnsCheck.Concerns, DnsCheck.Run),
        (LossCheck.Name, Always, LossCheck.Run),
        (DuplicatesCheck.Name, Always, DuplicatesCheck.Run),
        (SplitBrainCheck.Name, Always, SplitBrainCheck.Run),
        (ChecksumCheck.Name, Always, ChecksumCheck.Run),
        (RollbackTimeCheck.Name, RollbackTimeCheck.Concerns, RollbackTimeCheck.Run),
        (ThresholdsCheck.Name, Always, ThresholdsCheck.Run),
        (LoadDeliveredCheck.Name, Always, LoadDeliveredCheck.Run),
    ];

    public static IReadOnlyList<string> CheckNames => [.. Checks.Select(check => check.Name)];

    public static Judgement Decide(RehearsalHistory history) =>
        Judgement.Of(history.Manifest.RunId, [.. Checks.Where(check => check.Concerns(history.Manifest.Plan)).Select(check => RunGuarded(check.Name, check.Run, history))], EarlyEnd.Of(history));

    private static bool Always(RehearsalPlan plan) => true;

    private static bool MovesTheWriter(RehearsalPlan plan) => plan.Acts.Any(Switch.Moves);

    private static Finding RunGuarded(string name, Func<RehearsalHistory, Finding> run, RehearsalHistory history)
    {
        try
        {
            return run(history);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Finding.Inconclusive(name, $"the check could not run: {error.GetType().Name}: {error.Message}", "the check runs");
        }
    }
}
