using Migration.Replication;
using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>Replication from one server to the other, in either direction.</summary>
internal static class ReplicationPath
{
    /// <summary>Makes <paramref name="replica"/> replicate from <paramref name="origin"/>, whatever is set up already, and waits until both threads run.</summary>
    public static async Task<Finding> ReplicateAsync(RunContext run, Server origin, Server replica, CancellationToken cancellation)
    {
        await origin.SessionAsync(SessionUse.Main, cancellation);
        var status = await replica.ReplicaStatusAsync(cancellation);
        if (status is null || !IsFrom(status, origin))
        {
            await replica.ForgetReplicationAsync(cancellation);
            await replica.PointAtAsync(origin, cancellation);
        }

        await replica.StartReplicationAsync(cancellation);
        return await HealthyAsync(run, origin, replica, cancellation);
    }

    /// <summary>Waits until <paramref name="replica"/> receives from <paramref name="origin"/> and applies; an error ends the wait.</summary>
    public static async Task<Finding> HealthyAsync(RunContext run, Server origin, Server replica, CancellationToken cancellation)
    {
        await origin.SessionAsync(SessionUse.Main, cancellation);
        while (true)
        {
            var status = await replica.ReplicaStatusAsync(cancellation);
            if (status is null)
            {
                return Finding.Not($"{replica.Name} is no replica");
            }

            if (status.IsHealthy && status.SourceUuid == origin.Identity.Uuid)
            {
                return Finding.Ok($"{replica.Name} replicates from {origin.Name}");
            }

            // A receiver that connects again keeps its last error until it succeeds; an applier that stopped stays stopped.
            if (!status.SqlRunning && status.LastSqlError.Length > 0)
            {
                return Finding.Never($"{replica.Name}: {status.LastSqlError}", "repair the row it names on the replica, or load the dump again");
            }

            if (!status.IoRunning && status.LastIoError.Length > 0 && !status.IoState.Contains("onnect", StringComparison.Ordinal))
            {
                return Finding.Not($"{replica.Name}: {status.LastIoError}", "check the replication account and that the replica can reach its source's peer address");
            }

            run.Progress($"{replica.Name}: {status.Sentence}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), run.Time, cancellation);
        }
    }

    public static bool IsFrom(ReplicaStatus status, Server origin) =>
        status.SourceUuid.Length > 0 && status.SourceUuid == origin.Identity.Uuid
        || (status.SourceUuid.Length == 0 && status.SourceHost == origin.Endpoint.PeerHost && status.SourcePort == origin.Endpoint.PeerPort);

    /// <summary>Brings to <paramref name="replica"/> everything <paramref name="origin"/> has executed, by replication that runs for this only.</summary>
    public static async Task<Finding> CarryAsync(RunContext run, Server origin, Server replica, GtidSet upTo, CancellationToken cancellation)
    {
        var replicates = await ReplicateAsync(run, origin, replica, cancellation);
        if (!replicates.Holds)
        {
            return replicates;
        }

        if (!await replica.HasExecutedAsync(upTo, run.Options.Limits.Undo, cancellation))
        {
            var status = await replica.ReplicaStatusAsync(cancellation);
            return Finding.Not($"{replica.Name} did not execute {origin.Name}'s writes in time ({status?.Sentence})");
        }

        await replica.ForgetReplicationAsync(cancellation);
        return Finding.Ok();
    }
}
