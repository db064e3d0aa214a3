namespace Migration.Servers;

/// <summary>Which of the two servers. The names never change sides: after the cutover the source is still called source.</summary>
public enum ServerRole
{
    /// <summary>The server to leave; we hold SUPER.</summary>
    Source,

    /// <summary>The server to move to; we hold what RDS gives.</summary>
    Target,
}
