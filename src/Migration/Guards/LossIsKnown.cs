using Migration.Checksums;
using Migration.Running;
using Migration.Steps;

namespace Migration.Guards;

/// <summary>
/// A rollback without reverse replication loses what was written since the cutover: the rows are counted, by comparing both servers, and the rollback
/// is refused unless the loss is accepted.
/// </summary>
internal sealed class LossIsKnown(bool accepted) : PairGuard
{
    protected override async Task<Finding> LookAsync(RunContext run, CancellationToken cancellation)
    {
        if (await run.Source.ReplicaStatusAsync(cancellation) is { IsHealthy: true } status && ReplicationPath.IsFrom(status, run.Target))
        {
            return accepted
                ? Finding.Not("reverse replication runs: nothing needs to be lost", "run roll-back without --accept-loss")
                : Finding.Ok("reverse replication runs: nothing is lost");
        }

        var behind = (await run.Target.ExecutedAsync(cancellation)).Except(await run.Source.ExecutedAsync(cancellation)).Except(run.Known.All());
        var report = await TableComparison.CompareAsync(
            new ComparisonRequest(
                new ComparedServer(run.Source.Name, run.Options.Source.ConnectionString),
                new ComparedServer(run.Target.Name, run.Options.Target.ConnectionString),
                run.Options.Database)
            {
                ListedDifferences = 0,
                OmitValues = true,
                Direction = ReplicationDirection.None,
            },
            progress: null,
            cancellation);
        run.Fact(FactNames.RowsAtRisk, report.DifferenceCount);
        run.Fact("transactions_at_risk", behind.Count);
        var tables = string.Join(", ", report.Tables.Where(table => table.DifferenceCount > 0).Select(table => $"{table.Table} {table.DifferenceCount}"));
        var sentence = $"reverse replication does not run: {report.DifferenceCount} rows ({tables}) of {behind.Count} transactions on {run.Target.Name} are not on {run.Source.Name} and would be lost";
        return accepted
            ? Finding.Ok($"accepted: {sentence}")
            : Finding.Not(sentence, "run set-up-reverse-replication first, or, if they may be lost, roll-back --accept-loss");
    }
}
