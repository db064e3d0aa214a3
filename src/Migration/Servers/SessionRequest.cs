namespace Migration.Servers;

/// <summary>Which connection is wanted.</summary>
/// <param name="Role">The server meant; through the proxy it is the server expected there.</param>
/// <param name="ThroughProxy">Dial the proxy instead of the server.</param>
/// <param name="Account">Null: the administrator of the server's connection string.</param>
/// <param name="Database">Default database; null: none.</param>
internal sealed record SessionRequest(ServerRole Role, bool ThroughProxy = false, DatabaseAccount? Account = null, string? Database = null);
