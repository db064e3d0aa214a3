namespace Migration.Checksums.Points;

/// <summary>What a server says of its replication from one other.</summary>
internal enum ReplicaStatus
{
    NotConfigured,
    Stopped,
    Running,

    /// <summary>The account may not ask.</summary>
    Unknown,
}
