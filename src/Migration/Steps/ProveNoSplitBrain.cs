using Migration.Replication;
using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>Step 7: replication has stopped, the new server has every transaction of the old one, and the old one has executed none since its writes stopped.</summary>
internal sealed class ProveNoSplitBrain(Way way) : Step
{
    public override string Intent => $"prove that {Way.Word(way.From)} took no write after it was stopped and that {Way.Word(way.To)} has all of them";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        if (run.StoppingReplication is { } stopping)
        {
            await stopping.WaitAsync(cancellation);
        }

        var from = run[way.From];
        var to = run[way.To];
        if (run.Recall(Remembered.Replicated) == "yes" && await to.ReplicaStatusAsync(cancellation) is { } status && (status.IoRunning || status.SqlRunning))
        {
            return Finding.Not($"{to.Name} still replicates from {status.SourceHost}:{status.SourcePort}");
        }

        var frozen = GtidSet.Parse(run.Recall(Remembered.Frozen) ?? "");
        var now = await from.ExecutedAsync(cancellation);
        var theirs = await to.ExecutedAsync(cancellation);
        run.Fact(way.From == ServerRole.Source ? FactNames.SourceGtids : FactNames.TargetGtids, now.ToString());
        run.Fact(way.To == ServerRole.Source ? FactNames.SourceGtids : FactNames.TargetGtids, theirs.ToString());

        if (await from.IsOpenToAppAsync(cancellation))
        {
            return Finding.Not($"{from.Name} takes the application's writes again: somebody opened it");
        }

        var since = now.Except(frozen);
        if (!since.IsEmpty)
        {
            return Finding.Not($"SPLIT BRAIN: {from.Name} executed {since} after its writes had stopped");
        }

        // Without replication (a rollback that accepts loss) the old server keeps what the new one never gets.
        var missing = run.Recall(Remembered.Replicated) == "yes" ? frozen.Except(theirs) : GtidSet.Empty;
        var sessions = await new AppSessions(from, run).ListAsync(upTo: null, spare: null, cancellation);
        return missing.IsEmpty
            ? Finding.Ok($"{from.Name} stands at its frozen GTID set, {to.Name} has all of it; {sessions.Count} sessions left on {from.Name}")
            : Finding.Not($"{to.Name} lacks {missing} of {from.Name}");
    }
}
