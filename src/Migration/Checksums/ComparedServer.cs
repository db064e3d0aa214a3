namespace Migration.Checksums;

/// <summary>One side of a comparison. The account needs SELECT on the database and, to see who replicates from whom, REPLICATION CLIENT; nothing else.</summary>
public sealed record ComparedServer(string Name, string ConnectionString)
{
    /// <summary>Never the connection string: it carries a password.</summary>
    public override string ToString() => Name;
}
