namespace Migration.Servers;

/// <summary>When a session may be ended.</summary>
internal enum KillWhen
{
    /// <summary>Idle, outside a transaction, and for a while already.</summary>
    Quiet,

    /// <summary>Idle and outside a transaction.</summary>
    Idle,

    /// <summary>Whatever it does.</summary>
    Always,
}
