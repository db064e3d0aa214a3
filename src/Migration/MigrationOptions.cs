namespace Migration;

/// <summary>The two servers, the proxy between them and the application, and what the runbooks may use.</summary>
public sealed record MigrationOptions
{
    /// <summary>The server to leave; we hold SUPER there.</summary>
    public required DatabaseEndpoint Source { get; init; }

    /// <summary>The server to move to; we hold what RDS gives its administrator.</summary>
    public required DatabaseEndpoint Target { get; init; }

    /// <summary>The proxy the application dials.</summary>
    public required ProxyEndpoint Proxy { get; init; }

    /// <summary>The application's account, the same on both servers.</summary>
    public required DatabaseAccount App { get; init; }

    /// <summary>The account replication uses, the same on both servers.</summary>
    public required DatabaseAccount Replication { get; init; }

    /// <summary>The application's database.</summary>
    public string Database { get; init; } = "doktori";

    /// <summary>Journals, the target's known GTIDs and the lock live here; keep it until the migration is over.</summary>
    public required string StateDirectory { get; init; }

    public MigrationLimits Limits { get; init; } = new();

    /// <summary>Replicate over TLS. RDS needs it for caching_sha2_password accounts; the lab's loopback does not.</summary>
    public bool ReplicationTls { get; init; }

    /// <summary>Path of <c>mysqldump</c>; null: the one that belongs to the MySQL that is found or fetched.</summary>
    public string? MysqldumpPath { get; init; }

    /// <summary>GTIDs of the target's own that are known and accepted although this tool did not record them (e.g. <c>uuid:1-12</c>).</summary>
    public string KnownTargetGtids { get; init; } = "";

    /// <summary>Every error at once; empty when the options can be used. Opens nothing.</summary>
    public IReadOnlyList<string> Validate() => OptionChecks.Of(this);
}
