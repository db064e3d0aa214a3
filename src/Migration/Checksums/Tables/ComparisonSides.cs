using Migration.Checksums.Sides;
using Migration.Replication;

namespace Migration.Checksums.Tables;

/// <summary>Both servers with their snapshots open, and what the points of the snapshots mean for a difference.</summary>
internal sealed record ComparisonSides(ComparedSide Source, ComparedSide Target, ComparisonPoint Point)
{
    /// <summary>The snapshots stand at different points of one history, so a difference may be replication in flight.</summary>
    public bool MustRecheck => Point.Kind is PointKind.ReplicaAhead or PointKind.ReplicaBehind;

    public bool SourceWrites => Point.Direction == ReplicationDirection.SourceToTarget;

    public async Task<bool> ReplicaCatchesUpAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        var (writer, replica) = SourceWrites ? (Source, Target) : (Target, Source);
        return await replica.ReachesAsync(await writer.ExecutedGtidsAsync(cancellationToken), within, cancellationToken);
    }

    /// <summary>What the replica has of the writer's own, the writer has committed as well; or the time is over, and it never will.</summary>
    public async Task WriterCatchesUpAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        var (writer, replica) = SourceWrites ? (Source, Target) : (Target, Source);
        var replicated = GtidSet.Parse(await replica.ExecutedGtidsAsync(cancellationToken)).OfServer(writer.Identity.ServerUuid);
        await writer.ReachesAsync(replicated.ToString(), within, cancellationToken);
    }
}
