namespace Migration.Checksums.Points;

/// <summary>Who follows whom, and where nobody does, why not.</summary>
internal sealed record ReplicationLink(ReplicationDirection Direction, string? Reason);
