namespace Migration.Checksums;

public enum PointKind
{
    /// <summary>Both snapshots stand at the same GTID set: a difference is a difference.</summary>
    SamePoint,

    /// <summary>The replica's snapshot holds all of the other's and some more; differing rows were looked at again until they agreed or stood.</summary>
    ReplicaAhead,

    /// <summary>The replica did not reach the other side's point in time; differing rows were looked at again.</summary>
    ReplicaBehind,

    /// <summary>No replication runs between the two; each was compared as it stood.</summary>
    Unrelated,
}
