namespace Migration.Checksums;

/// <summary>At which points of the two servers' histories the data was compared.</summary>
/// <param name="SourceGtid">gtid_executed of the source's snapshot.</param>
/// <param name="TargetGtid">gtid_executed of the target's snapshot.</param>
/// <param name="Ahead">What the replica's snapshot held beyond the other side's; empty when both stood at one point.</param>
/// <param name="Quiet">Neither server executed a transaction from before the snapshots until the last chunk.</param>
/// <param name="Statement">The same in one sentence for people.</param>
public sealed record ComparisonPoint(
    PointKind Kind, ReplicationDirection Direction, string SourceGtid, string TargetGtid, string Ahead, bool Quiet, string Statement);
