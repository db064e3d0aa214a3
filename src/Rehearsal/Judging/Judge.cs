using Rehearsal.History;
using Rehearsal.Judging.Checks;

namespace Rehearsal.Judging;

/// <summary>
/// Turns history into a verdict. Pure: it sees a recorded history and nothing else, so judging a folder again
/// gives the same verdict. A check that crashes proves nothing and is Inconclusive.
/// </summary>
public static class Judge
{
    private static readonly (string Name, Func<RehearsalHistory, Finding> Run)[] Checks =
    [
        (PlanCheck.Name, PlanCheck.Run),
        (WriteUnavailableCheck.Name, WriteUnavailableCheck.Run),
        (ReadsCheck.Name, ReadsCheck.Run),
        (WritesOutsideSwitchCheck.Name, WritesOutsideSwitchCheck.Run),
        (LossCheck.Name, LossCheck.Run),
        (DuplicatesCheck.Name, DuplicatesCheck.Run),
        (SplitBrainCheck.Name, SplitBrainCheck.Run),
        (ChecksumCheck.Name, ChecksumCheck.Run),
        (RollbackTimeCheck.Name, RollbackTimeCheck.Run),
        (ThresholdsCheck.Name, ThresholdsCheck.Run),
        (LoadDeliveredCheck.Name, LoadDeliveredCheck.Run),
    ];

    public static IReadOnlyList<string> CheckNames => [.. Checks.Select(check => check.Name)];

    public static Judgement Decide(RehearsalHistory history) =>
        Judgement.Of(history.Manifest.RunId, [.. Checks.Select(check => RunGuarded(check.Name, check.Run, history))]);

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
