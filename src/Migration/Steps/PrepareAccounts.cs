using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>
/// The replication account on both servers (the target's is for the way back), and the application's account on the target, with the same password,
/// which is copied as its hash. What is there already is left alone. On the source without a GTID; on the target its GTIDs are noted as known.
/// </summary>
internal sealed class PrepareAccounts : Step
{
    public override string Intent => "create the replication account on both servers and the application's account on the target, where they are missing";

    public override string? UndoIntent => "drop the accounts it created";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var replication = run.Options.Replication;
        var created = new List<string>();
        foreach (var server in new Server[] { run.Source, run.Target })
        {
            if (await ExistsAsync(server, replication, cancellation))
            {
                continue;
            }

            Remember(run, created, server, replication);
            await run.AccountsAsync(
                server,
                cancellation,
                new Statement($"CREATE USER {Sql.Account(replication)} IDENTIFIED BY {Sql.Literal(replication.Password)}", replication.Password),
                $"GRANT REPLICATION SLAVE ON *.* TO {Sql.Account(replication)}");
        }

        if (!await ExistsAsync(run.Target, run.Options.App, cancellation))
        {
            Remember(run, created, run.Target, run.Options.App);
            await CopyAppAsync(run, cancellation);
        }

        return Finding.Ok(created.Count == 0 ? "all there" : $"created {string.Join(", ", created)}");
    }

    internal override async Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation)
    {
        foreach (var account in (run.Recall(Remembered.CreatedAccounts) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = account.Split(':', 2);
            var server = run[Enum.Parse<ServerRole>(parts[0])];
            var which = parts[1] == run.Options.App.User ? run.Options.App : run.Options.Replication;
            await run.AccountsAsync(server, cancellation, $"DROP USER IF EXISTS {Sql.Account(which)}");
        }

        return Finding.Ok();
    }

    private static async Task<bool> ExistsAsync(Server server, DatabaseAccount account, CancellationToken cancellation) =>
        (await server.RowsAsync($"SELECT COUNT(*) AS n FROM mysql.user WHERE user = {Sql.Text(account.User)} AND host = {Sql.Text(account.Host)}", cancellation))[0].Number("n") > 0;

    private static void Remember(RunContext run, List<string> created, Server server, DatabaseAccount account)
    {
        created.Add($"{account.User} on {server.Name}");
        run.Memory[Remembered.CreatedAccounts] = $"{run.Recall(Remembered.CreatedAccounts)} {server.Role}:{account.User}".Trim();
    }

    private static async Task CopyAppAsync(RunContext run, CancellationToken cancellation)
    {
        var account = Sql.Account(run.Options.App);
        var definition = (await run.Source.AskAsync(cancellation, "SET SESSION print_identified_with_as_hex = ON", $"SHOW CREATE USER {account}"))[^1][0].Text(0);
        var grants = await run.Source.RowsAsync($"SHOW GRANTS FOR {account}", cancellation);
        // The hash is as good as the password for some uses: it is not shown either.
        await run.AccountsAsync(run.Target, cancellation, [new Statement(definition, definition), .. grants.Select(row => (Statement)row.Text(0))]);
    }
}
