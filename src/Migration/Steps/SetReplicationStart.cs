using System.Globalization;
using Migration.Replication;
using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>Tells the target which of the source's transactions the copy holds already: replication begins right after them.</summary>
internal sealed class SetReplicationStart : Step
{
    public override string Intent => "target: mark the dump's GTID set as executed (rds_set_external_source_gtid_purged)";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var missing = GtidSet.Parse(run.Recall(Remembered.DumpGtids) ?? "").Except(await run.Target.ExecutedAsync(cancellation));
        foreach (var (origin, first, last) in missing.Intervals)
        {
            if (origin.Contains(':', StringComparison.Ordinal))
            {
                return Finding.Not($"the source uses tagged GTIDs ({origin}), which RDS's procedure does not take");
            }

            await run.Target.AskAsync(
                SessionUse.Replication,
                cancellation,
                string.Create(CultureInfo.InvariantCulture, $"CALL mysql.{Dialect.SetGtidPurged}({Sql.Literal(origin)}, {first}, {last})"));
        }

        return Finding.Ok();
    }

    internal override async Task<Finding> ProveAsync(RunContext run, CancellationToken cancellation)
    {
        var dump = GtidSet.Parse(run.Recall(Remembered.DumpGtids) ?? "");
        return (await run.Target.ExecutedAsync(cancellation)).Contains(dump)
            ? Finding.Ok($"{run.Target.Name} counts {dump} as executed")
            : Finding.Not($"{run.Target.Name} does not count all of {dump} as executed");
    }
}
