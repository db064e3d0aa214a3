namespace Migration.Checksums.Points;

/// <summary>Says at which point the data was compared, no more than is known.</summary>
internal static class PointStatement
{
    public static ComparisonPoint Complete(ComparisonPoint point, bool quiet, ComparedIdentity source, ComparedIdentity target) =>
        point with { Quiet = quiet, Statement = $"{Points(point, source.Name, target.Name)} {Writes(point, quiet)}" };

    private static string Points(ComparisonPoint point, string source, string target)
    {
        var replica = point.Direction == ReplicationDirection.TargetToSource ? source : target;
        var writer = point.Direction == ReplicationDirection.TargetToSource ? target : source;
        var own = point.Ahead.Length == 0 ? "" : $" {replica} also holds transactions that {writer} never had: {point.Ahead}.";
        return point.Kind switch
        {
            PointKind.SamePoint => $"Both servers were compared at one GTID set.{own}",
            PointKind.ReplicaAhead =>
                $"{replica} was compared at a later point than {writer}, by {point.Ahead}, because writes went on; rows that differed were looked at again until they agreed or stood.",
            PointKind.ReplicaBehind =>
                $"{replica} did not reach the point of {writer} in time and was compared as it stood; rows that differed were looked at again.",
            // The finder leaves the reason here.
            _ => $"Each server was compared as it stood{(point.Statement.Length == 0 ? ": neither replicates from the other" : $": {point.Statement}")}.",
        };
    }

    private static string Writes(ComparisonPoint point, bool quiet) =>
        quiet ? "Neither server executed anything during the comparison."
        : point.Kind == PointKind.SamePoint ? "Writes went on during the comparison; the snapshots did not see them."
        : "Writes went on during the comparison.";
}
