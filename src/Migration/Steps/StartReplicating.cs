using Migration.Running;

namespace Migration.Steps;

/// <summary>Makes the new server (or, in reverse, the old one) a replica by auto-position and starts it.</summary>
internal sealed class StartReplicating(Way way, bool aftercare = false) : Step
{
    public override string Name => $"Replicate{way.From}To{way.To}";

    public override string Intent => $"replicate {Way.Word(way.From)} → {Way.Word(way.To)} by auto-position";

    public override string? UndoIntent => $"{Way.Word(way.To)}: stop replication and forget its source";

    public override bool IsAftercare => aftercare;

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.ReplicationReady;

    internal override Task<Finding> ActAsync(RunContext run, CancellationToken cancellation) =>
        ReplicationPath.ReplicateAsync(run, run[way.From], run[way.To], cancellation);

    internal override async Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation)
    {
        var replica = run[way.To];
        await replica.EndLeftoversAsync(Name, cancellation);
        await replica.ForgetReplicationAsync(cancellation);
        return Finding.Ok($"{replica.Name} is no replica");
    }
}
