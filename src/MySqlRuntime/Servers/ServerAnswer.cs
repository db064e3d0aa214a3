namespace MySqlRuntime.Servers;

/// <summary>What comes back from a starting server's port.</summary>
internal enum ServerAnswer
{
    NotYet,

    /// <summary>Root could log in.</summary>
    Welcome,

    /// <summary>Root's password is not the one we gave.</summary>
    Refused,
}
