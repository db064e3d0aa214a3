namespace MySqlRuntime.Provisioning;

/// <summary>Gives the source its accounts: doktori_app and repl. Writes no GTID; may be repeated.</summary>
public static class SourceAccounts
{
    public static async Task ApplyAsync(string rootConnectionString, LabPasswords passwords, CancellationToken cancellationToken = default)
    {
        await using var session = await ProvisioningSession.OpenAsync(rootConnectionString, cancellationToken);
        await session.RunAsync(SqlScript.Read("LabAccounts.sql", session.Version), Parameters(passwords), cancellationToken);
    }

    internal static Dictionary<string, string> Parameters(LabPasswords passwords) => new()
    {
        ["@application"] = passwords.Application,
        ["@replication"] = passwords.Replication,
    };
}
