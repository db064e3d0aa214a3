using Migration.Running;

namespace Migration.Steps;

/// <summary>The promoted server forgets that it was a replica: a restart must not start replication from the other server again.</summary>
internal sealed class DetachReplica(Way way, bool aftercare) : Step
{
    public override string Name => $"Detach{way.To}";

    public override string Intent => $"{Way.Word(way.To)}: forget the replication it was promoted from";

    public override bool IsAftercare => aftercare;

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        await run[way.To].ForgetReplicationAsync(cancellation);
        return Finding.Ok($"{run[way.To].Name} is no replica");
    }
}
