using Migration.Checksums.Sides;
using Migration.Replication;

namespace Migration.Checksums.Points;

/// <summary>
/// Opens a snapshot on each server, at one GTID set if a moment can be found. Takes no lock: on RDS nobody may, and on a live source
/// FLUSH TABLES WITH READ LOCK makes the application wait behind the longest query. Instead, for a limited time:
/// <list type="number">
/// <item>open the writer's snapshot and read the set it stands at;</item>
/// <item>wait until the replica has executed that set, and open the replica's snapshot;</item>
/// <item>read the writer's set again: unchanged, and nothing of the writer's own on the replica beyond it, means that both stand at one point.
/// It also excludes a transaction that was visible in the engine a moment before its GTID was, and one that the replica had while the writer, which
/// sends what it is about to commit, had not: https://dev.mysql.com/doc/refman/8.4/en/binary-log.html</item>
/// </list>
/// Replication within one machine or region takes a few ms, so even a writer with hundreds of transactions per second leaves such gaps.
/// </summary>
internal sealed class PointFinder(ComparedSide source, ComparedSide target, TimeProvider clock)
{
    public async Task<ComparisonPoint> FindAsync(
        ReplicationLink link, TimeSpan alignmentTime, TimeSpan catchUpTime, CancellationToken cancellationToken)
    {
        if (!source.HasGtids || !target.HasGtids)
        {
            var side = source.HasGtids ? target : source;
            var (s, t) = await Both.AskAsync(source, target, x => x.Snapshot.OpenSnapshotAsync(cancellationToken));
            return Point(PointKind.Unrelated, new ReplicationLink(ReplicationDirection.None, $"gtid_mode of {side.Identity.Name} is not ON"), s.After, t.After, "");
        }

        return link.Direction switch
        {
            ReplicationDirection.SourceToTarget => await FindAsync(link, source, target, alignmentTime, catchUpTime, cancellationToken),
            ReplicationDirection.TargetToSource => await FindAsync(link, target, source, alignmentTime, catchUpTime, cancellationToken),
            _ => await AsTheyStandAsync(link, cancellationToken),
        };
    }

    private async Task<ComparisonPoint> FindAsync(
        ReplicationLink link, ComparedSide writer, ComparedSide replica, TimeSpan alignmentTime, TimeSpan catchUpTime, CancellationToken cancellationToken)
    {
        // A lag is made up for first, so that the time for alignment is not spent on it.
        await replica.ReachesAsync(await writer.ExecutedGtidsAsync(cancellationToken), catchUpTime, cancellationToken);
        var start = clock.GetTimestamp();
        while (true)
        {
            var (before, after) = await writer.Snapshot.OpenSnapshotAsync(cancellationToken);                   // 1
            var reached = await replica.ReachesAsync(after, catchUpTime, cancellationToken);                    // 2
            var there = await replica.Snapshot.OpenSnapshotAsync(cancellationToken);
            var later = await writer.ExecutedGtidsAsync(cancellationToken);                                     // 3
            var early = GtidSet.Parse(there.After).Except(GtidSet.Parse(before)).OfServer(writer.Identity.ServerUuid);
            var same = reached && before == later && there.Before == there.After && early.IsEmpty;
            if (same || !reached || clock.GetElapsedTime(start) >= alignmentTime)
            {
                var ahead = await SubtractAsync(there.After, before, cancellationToken);
                var kind = same ? PointKind.SamePoint : reached ? PointKind.ReplicaAhead : PointKind.ReplicaBehind;
                return ReferenceEquals(writer, source)
                    ? Point(kind, link, after, there.After, ahead)
                    : Point(kind, link, there.After, after, ahead);
            }
        }
    }

    private async Task<ComparisonPoint> AsTheyStandAsync(ReplicationLink link, CancellationToken cancellationToken)
    {
        var (s, t) = await Both.AskAsync(source, target, x => x.Snapshot.OpenSnapshotAsync(cancellationToken));
        var same = s.Before == s.After && t.Before == t.After && s.After == t.After;
        return Point(same ? PointKind.SamePoint : PointKind.Unrelated, link, s.After, t.After, "");
    }

    private static ComparisonPoint Point(PointKind kind, ReplicationLink link, string sourceGtid, string targetGtid, string ahead) =>
        new(kind, link.Direction, sourceGtid, targetGtid, ahead, Quiet: false, link.Reason ?? "");

    private Task<string> SubtractAsync(string set, string without, CancellationToken cancellationToken) =>
        source.Live.OneAsync($"SELECT GTID_SUBTRACT('{set}','{without}')", r => GtidText.Normal(r.GetString(0)), cancellationToken);
}
