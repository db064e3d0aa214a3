namespace MySqlRuntime.Provisioning;

/// <summary>
/// Gives the target its accounts and makes it behave towards <c>admin</c> as RDS does: RDS's privileges and no more, the <c>mysql.rds_*</c> procedures,
/// its configuration and history tables. Writes no GTID; may be repeated.
/// </summary>
public static class RdsLimits
{
    public static async Task ApplyAsync(
        string rootConnectionString, LabPasswords passwords, RdsPauses pauses = RdsPauses.AsOnRds, CancellationToken cancellationToken = default)
    {
        await using var session = await ProvisioningSession.OpenAsync(rootConnectionString, cancellationToken);
        var parameters = SourceAccounts.Parameters(passwords);
        parameters["@rdsadmin"] = LabPasswords.One();
        parameters["@admin"] = passwords.Admin;
        await session.RunAsync(SqlScript.Read("LabAccounts.sql", session.Version), parameters, cancellationToken);
        await session.RunAsync(SqlScript.Read("RdsLimits.sql", session.Version, pauses), parameters, cancellationToken);
    }
}
