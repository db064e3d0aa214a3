using Migration.Running;
using Migration.Steps;

namespace Migration.Guards;

/// <summary>The new server replicates from the old one: both threads run, without an error, by auto-position.</summary>
internal sealed class Replicates(Way way) : PairGuard
{
    public override string Name => $"{way.To}ReplicatesFrom{way.From}";

    protected override async Task<Finding> LookAsync(RunContext run, CancellationToken cancellation)
    {
        var replica = run[way.To];
        var origin = run[way.From];
        var wayOut = way == Way.Forward ? "run set-up-replication" : "run set-up-reverse-replication";
        if (await replica.ReplicaStatusAsync(cancellation) is not { } status)
        {
            return Finding.Not($"{replica.Name} is no replica", wayOut);
        }

        if (status.SourceUuid.Length > 0 && status.SourceUuid != origin.Identity.Uuid)
        {
            return Finding.Not($"{replica.Name} replicates from another server ({status.SourceHost}:{status.SourcePort}, {status.SourceUuid})", wayOut);
        }

        return !status.IsHealthy ? Finding.Not($"{replica.Name}: {status.Sentence}", wayOut)
            : !status.AutoPosition ? Finding.Not($"{replica.Name} replicates by file and position", wayOut)
            : Finding.Ok($"{replica.Name} is {status.Sentence}");
    }
}
