namespace Migration.Servers;

/// <summary>A server's connections, opened before the write window and kept.</summary>
internal enum SessionUse
{
    /// <summary>Looking, freezing, waiting.</summary>
    Main,

    /// <summary>Account statements. Its default database is <c>mysql</c>, so that reverse replication, which ignores that schema, leaves them where they were made.</summary>
    Accounts,

    /// <summary>Finding and ending application sessions.</summary>
    Kill,

    /// <summary>Holding the gate (<see cref="SessionGate"/>) closed, for as long as it lives. Opened when the gate closes: its age is what counts.</summary>
    Gate,

    /// <summary>Starting and stopping replication, which takes RDS three seconds.</summary>
    Replication,
}
