using Migration.Servers;

namespace Migration.Running;

/// <summary>What the runbooks do on the target leaves GTIDs of its own there; here they are noted, so that nobody takes them for errant ones.</summary>
internal static class OwnTransactions
{
    /// <summary>Runs work that may write on the (fenced) target, then notes the target's own transactions.</summary>
    public static async Task NotingOwnAsync(this RunContext run, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        // Only what was known before, and what appears during our work, is ours: an errant transaction found here stays one.
        var strange = (await run.Target.OwnAsync(cancellation)).Except(run.Known.All());
        try
        {
            await work(cancellation);
        }
        finally
        {
            run.Known.Record((await run.Target.OwnAsync(CancellationToken.None)).Except(strange));
        }
    }

    /// <summary>Account statements: on the source without a GTID, on the target with a noted one.</summary>
    public static async Task AccountsAsync(this RunContext run, Server server, CancellationToken cancellation, params Statement[] statements)
    {
        if (server.Role == ServerRole.Target)
        {
            await run.NotingOwnAsync(token => server.AskAsync(SessionUse.Accounts, token, statements), cancellation);
            return;
        }

        await server.AskAsync(SessionUse.Accounts, cancellation, ["SET SESSION sql_log_bin = 0", .. statements, "SET SESSION sql_log_bin = 1"]);
    }
}
