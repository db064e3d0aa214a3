namespace Migration;

/// <summary>
/// How a pool learns that a session is to be moved, before it hands the session out. KILL cannot do that: whatever is looked at first, a request
/// may take the session between the look and the KILL. Behind a closed gate nobody does: a pool that validates each session with
/// <see cref="ValidationQuery"/> gets an error instead of a row, drops the session and opens another one, through the proxy.
/// <para>
/// The gate is a named lock (https://dev.mysql.com/doc/refman/8.4/en/locking-functions.html): it needs no privilege, works on RDS and under
/// <c>super_read_only</c>, is neither logged nor replicated, and opens by itself when the session that holds it ends, however that comes about.
/// The holder's connection id says who has to go: every older session. Ids only grow.
/// </para>
/// </summary>
public static class SessionGate
{
    /// <summary>Name of the lock.</summary>
    public const string Lock = "doktori_session_gate";

    /// <summary>
    /// One row while the session may be used; error 1411, with the reason in its message, once it is to be moved. For HikariCP's
    /// <c>connectionTestQuery</c>, together with <c>aliveBypassWindowMs=-1</c>. IF evaluates one of its branches only.
    /// </summary>
    public const string ValidationQuery =
        $"SELECT IF(CONNECTION_ID() > COALESCE(IS_USED_LOCK('{Lock}'), 0), 1, UUID_TO_BIN('this session is being moved'))";

    /// <summary>By this a statement is recognised as the validation.</summary>
    internal const string Mark = $"IS_USED_LOCK('{Lock}')";

    /// <summary>The same for a digest's text, which has no literals: https://dev.mysql.com/doc/refman/8.4/en/performance-schema-statement-digests.html</summary>
    internal const string DigestMark = "%IS_USED_LOCK%UUID_TO_BIN%";
}
