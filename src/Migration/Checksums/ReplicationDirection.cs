namespace Migration.Checksums;

/// <summary>Which side follows the other. It decides which one is waited for, and which one's change explains a passing difference.</summary>
public enum ReplicationDirection
{
    /// <summary>Ask both servers (SHOW REPLICA STATUS). Never in a report.</summary>
    Detect,

    /// <summary>The target replicates from the source: before the cutover.</summary>
    SourceToTarget,

    /// <summary>The source replicates from the target: reverse replication, after the cutover.</summary>
    TargetToSource,

    /// <summary>Neither follows the other (or replication is stopped): nothing can be waited for.</summary>
    None,
}
