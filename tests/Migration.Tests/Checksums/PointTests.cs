using Migration.Checksums;
using Migration.Checksums.Points;

namespace Migration.Tests.Checksums;

public sealed class PointTests
{
    [Theory]
    [InlineData("NotConfigured", "Running", ReplicationDirection.SourceToTarget, null)]
    [InlineData("Running", "NotConfigured", ReplicationDirection.TargetToSource, null)]
    [InlineData("Running", "Unknown", ReplicationDirection.TargetToSource, null)]
    [InlineData("Running", "Stopped", ReplicationDirection.TargetToSource, null)]
    [InlineData("Running", "Running", ReplicationDirection.None, "each replicates from the other, so neither can be waited for")]
    [InlineData("NotConfigured", "Stopped", ReplicationDirection.None, "replication on new is not running")]
    [InlineData("Stopped", "NotConfigured", ReplicationDirection.None, "replication on old is not running")]
    [InlineData("NotConfigured", "Unknown", ReplicationDirection.None, "who replicates from whom is not known: the account lacks REPLICATION CLIENT")]
    [InlineData("NotConfigured", "NotConfigured", ReplicationDirection.None, null)]
    public void FindsWhoFollowsWhom(string source, string target, ReplicationDirection direction, string? reason)
    {
        Assert.Equal(new ReplicationLink(direction, reason), ReplicationProbe.Judge("old", "new", Enum.Parse<ReplicaStatus>(source), Enum.Parse<ReplicaStatus>(target)));
    }

    [Theory]
    [InlineData(PointKind.SamePoint, ReplicationDirection.SourceToTarget, "", true,
        "Both servers were compared at one GTID set. Neither server executed anything during the comparison.")]
    [InlineData(PointKind.SamePoint, ReplicationDirection.SourceToTarget, "u:1-3", false,
        "Both servers were compared at one GTID set. new also holds transactions that old never had: u:1-3. Writes went on during the comparison; the snapshots did not see them.")]
    [InlineData(PointKind.ReplicaAhead, ReplicationDirection.TargetToSource, "u:9", false,
        "old was compared at a later point than new, by u:9, because writes went on; rows that differed were looked at again until they agreed or stood. Writes went on during the comparison.")]
    [InlineData(PointKind.ReplicaBehind, ReplicationDirection.SourceToTarget, "", false,
        "new did not reach the point of old in time and was compared as it stood; rows that differed were looked at again. Writes went on during the comparison.")]
    [InlineData(PointKind.Unrelated, ReplicationDirection.None, "", true,
        "Each server was compared as it stood: neither replicates from the other. Neither server executed anything during the comparison.")]
    public void SaysWhichPointsWereCompared(PointKind kind, ReplicationDirection direction, string ahead, bool quiet, string statement)
    {
        var point = new ComparisonPoint(kind, direction, "s", "t", ahead, false, "");

        var complete = PointStatement.Complete(point, quiet, new ComparedIdentity("old", "u1", "8.0.36"), new ComparedIdentity("new", "u2", "9.7.4"));

        Assert.Equal((quiet, statement), (complete.Quiet, complete.Statement));
    }
}
