using Migration.Control;
using Migration.Journal;
using Migration.Servers;

namespace Migration.Running;

/// <summary>Looks at both servers, the proxy and the journal. Touches nothing.</summary>
public static class StatusReader
{
    public static async Task<MigrationSnapshot> ReadAsync(MigrationContext context, CancellationToken cancellation = default)
    {
        await using var run = new RunContext(context, "status", static (_, _) => { });
        run.BeginStep("status");
        var source = LookAsync(run, run.Source, cancellation);
        var target = LookAsync(run, run.Target, cancellation);
        var (active, problem) = await ProxyAsync(run, cancellation);
        var unfinished = JournalReader.ReadAll(context.StateDirectory).Where(record => record.NeedsRecovery).Select(record => $"{record.Run} ({record.Runbook})").ToList();
        return new MigrationSnapshot(await source, await target, active, problem, unfinished);
    }

    private static async Task<ServerSnapshot> LookAsync(RunContext run, Server server, CancellationToken cancellation)
    {
        try
        {
            await server.SessionAsync(SessionUse.Main, cancellation);
            var status = await server.ReplicaStatusAsync(cancellation);
            return new ServerSnapshot(
                server.Name,
                null,
                server.Identity.VersionText,
                server.Identity.Uuid,
                await server.IsOpenToAppAsync(cancellation),
                status?.Sentence,
                (await server.ExecutedAsync(cancellation)).ToString(),
                (await new AppSessions(server, run).ListAsync(null, null, cancellation)).Count);
        }
        catch (SqlFailure failure)
        {
            return new ServerSnapshot(server.Name, failure.Message, server.IdentityOrNull?.VersionText, server.IdentityOrNull?.Uuid, null, null, null, null);
        }
    }

    private static async Task<(string? Active, string? Problem)> ProxyAsync(RunContext run, CancellationToken cancellation)
    {
        try
        {
            return ((await run.Proxy.StateAsync(cancellation)).Active, null);
        }
        catch (ControlFailure failure)
        {
            return (null, failure.Message);
        }
    }
}
