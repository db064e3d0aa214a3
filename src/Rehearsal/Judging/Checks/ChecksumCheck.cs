using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Judging.Checks;

/// <summary>Every comparison of the two servers that was planned found every row equal.</summary>
internal static class ChecksumCheck
{
    public const string Name = "checksum";

    public static Finding Run(RehearsalHistory history)
    {
        const string expected = "every row of every table equal on both servers, each time";
        var planned = history.Manifest.Plan.Acts
            .SelectMany(act => act.Runbooks.Where(runbook => runbook is RunbookName.Checksum or RunbookName.VerifyData).Select(runbook => (Act: act.Name, Runbook: runbook)))
            .ToArray();
        var different = history.Checksums.Where(checksum => !checksum.Equal || checksum.Differences.Count > 0)
            .SelectMany(checksum => checksum.Differences.DefaultIfEmpty("not equal, and no difference was named").Select(difference => $"{checksum.Act}: {difference}"))
            .ToArray();
        var missing = planned.Where(plan => !history.Checksums.Any(checksum => checksum.Act == plan.Act && checksum.Runbook == plan.Runbook))
            .Select(plan => $"{plan.Act}: {plan.Runbook} left no comparison")
            .ToArray();
        var empty = history.Checksums.Where(checksum => checksum.Tables == 0 || checksum.Rows == 0)
            .Select(checksum => $"{checksum.Act}: compared {checksum.Tables} tables with {checksum.Rows} rows")
            .ToArray();
        return different.Length > 0
            ? Finding.Failed(Name, $"{different.Length} differences", expected, different.Take(Evidence.Most))
            : missing.Length > 0 || empty.Length > 0 || planned.Length == 0
                ? Finding.Inconclusive(Name, $"{planned.Length - missing.Length} of {planned.Length} comparisons were made", expected, missing.Concat(empty))
                : Finding.Passed(
                    Name,
                    $"{history.Checksums.Count} comparisons equal, the last over {history.Checksums[^1].Rows:N0} rows in {history.Checksums[^1].Tables} tables",
                    expected);
    }
}
