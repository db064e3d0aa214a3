using Migration.Checksums.Sides;
using MySqlConnector;

namespace Migration.Checksums.Points;

/// <summary>Finds out which of two servers replicates from the other, by server uuid: addresses differ with who looks.</summary>
internal static class ReplicationProbe
{
    /// <summary>Statement and columns were renamed here.</summary>
    private static readonly Version Renamed = new(8, 0, 22);

    public static async Task<ReplicationLink> FindAsync(ComparedSide source, ComparedSide target, CancellationToken cancellationToken)
    {
        var targetFollows = await StatusAsync(target, source.Identity.ServerUuid, cancellationToken);
        var sourceFollows = await StatusAsync(source, target.Identity.ServerUuid, cancellationToken);
        return Judge(source.Identity.Name, target.Identity.Name, sourceFollows, targetFollows);
    }

    public static ReplicationLink Judge(string source, string target, ReplicaStatus sourceFollows, ReplicaStatus targetFollows) =>
        (sourceFollows, targetFollows) switch
        {
            (ReplicaStatus.Running, ReplicaStatus.Running) => new(ReplicationDirection.None, "each replicates from the other, so neither can be waited for"),
            (_, ReplicaStatus.Running) => new(ReplicationDirection.SourceToTarget, null),
            (ReplicaStatus.Running, _) => new(ReplicationDirection.TargetToSource, null),
            (_, ReplicaStatus.Stopped) => new(ReplicationDirection.None, $"replication on {target} is not running"),
            (ReplicaStatus.Stopped, _) => new(ReplicationDirection.None, $"replication on {source} is not running"),
            (ReplicaStatus.Unknown, _) or (_, ReplicaStatus.Unknown) =>
                new(ReplicationDirection.None, "who replicates from whom is not known: the account lacks REPLICATION CLIENT"),
            _ => new(ReplicationDirection.None, null),
        };

    private static async Task<ReplicaStatus> StatusAsync(ComparedSide side, string fromUuid, CancellationToken cancellationToken)
    {
        var renamed = ServerVersion(side.Identity.Version) >= Renamed;
        try
        {
            var channels = await side.Live.ListAsync(
                renamed ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS",
                r => (
                    Uuid: Text(r, renamed ? "Source_UUID" : "Master_UUID"),
                    Receives: Text(r, renamed ? "Replica_IO_Running" : "Slave_IO_Running"),
                    Applies: Text(r, renamed ? "Replica_SQL_Running" : "Slave_SQL_Running")),
                cancellationToken);
            return channels.Where(c => c.Uuid == fromUuid)
                .Select(c => c is { Receives: "Yes", Applies: "Yes" } ? ReplicaStatus.Running : ReplicaStatus.Stopped)
                .DefaultIfEmpty(ReplicaStatus.NotConfigured)
                .Max();
        }
        catch (MySqlException e) when (e.ErrorCode == MySqlErrorCode.SpecifiedAccessDeniedError)
        {
            return ReplicaStatus.Unknown;
        }
    }

    private static string Text(MySqlDataReader reader, string column) => reader[column] as string ?? "";

    /// <summary>8.0.36-0ubuntu0.22.04.1 and 9.7.4-2 begin with what matters.</summary>
    private static Version ServerVersion(string text) => new(new string([.. text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]));
}
