using Migration.Replication;
using Migration.Running;
using MySqlRuntime;

namespace Migration.Servers;

/// <summary>One of the two servers, for one run: its pinned identity and its connections. Every statement is tagged with run and step.</summary>
internal abstract class Server(ServerRole role, DatabaseEndpoint endpoint, RunContext run, ISqlConnector connector) : IAsyncDisposable
{
    private readonly Dictionary<SessionUse, ISqlSession> _sessions = [];

    public ServerRole Role => role;

    public string Name => endpoint.Name;

    public DatabaseEndpoint Endpoint => endpoint;

    public ServerIdentity? IdentityOrNull { get; private set; }

    /// <exception cref="InvalidOperationException">Nothing was asked of the server yet.</exception>
    public ServerIdentity Identity => IdentityOrNull ?? throw new InvalidOperationException($"{Name} was not looked at yet");

    public Dialect Dialect => Identity.Dialect;

    /// <summary>The connection that has ended a session before (see <see cref="AppSessions.WarmUpAsync"/>).</summary>
    public long? WarmKiller { get; set; }

    protected RunContext Run => run;

    /// <summary>Runs statements in one round trip on the main connection.</summary>
    public Task<IReadOnlyList<IReadOnlyList<ResultRow>>> AskAsync(CancellationToken cancellation, params Statement[] statements) =>
        AskAsync(SessionUse.Main, cancellation, statements);

    public async Task<IReadOnlyList<IReadOnlyList<ResultRow>>> AskAsync(SessionUse use, CancellationToken cancellation, params Statement[] statements)
    {
        var session = await SessionAsync(use, cancellation);
        return await session.RunAsync(Tag.On(statements, run), cancellation);
    }

    /// <summary>The rows of one statement.</summary>
    public async Task<IReadOnlyList<ResultRow>> RowsAsync(Statement statement, CancellationToken cancellation) =>
        (await AskAsync(cancellation, statement)) is [var rows, ..] ? rows : [];

    /// <summary>A connection for one use, opened when there is none that stands.</summary>
    public async Task<ISqlSession> SessionAsync(SessionUse use, CancellationToken cancellation)
    {
        if (_sessions.TryGetValue(use, out var known))
        {
            if (known.IsOpen)
            {
                return known;
            }

            _sessions.Remove(use);
            await known.DisposeAsync();
        }

        var session = await connector.OpenAsync(new SessionRequest(role, Database: use == SessionUse.Accounts ? "mysql" : null), cancellation);
        try
        {
            await PinAsync(session, cancellation);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }

        _sessions[use] = session;
        return session;
    }

    /// <summary>GTIDs executed so far.</summary>
    public async Task<GtidSet> ExecutedAsync(CancellationToken cancellation) =>
        GtidSet.Parse((await RowsAsync("SELECT @@GLOBAL.gtid_executed AS executed", cancellation))[0].Text("executed"));

    /// <summary>Waits until the server has executed <paramref name="gtids"/>; false when <paramref name="limit"/> passed first.</summary>
    public async Task<bool> HasExecutedAsync(GtidSet gtids, TimeSpan limit, CancellationToken cancellation)
    {
        // 0: executed. 1: time-out. https://dev.mysql.com/doc/refman/8.4/en/gtid-functions.html
        var seconds = Math.Max(limit.TotalSeconds, 0.001).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
        var rows = await RowsAsync($"SELECT WAIT_FOR_EXECUTED_GTID_SET({Sql.Text(gtids.ToString())}, {seconds}) AS late", cancellation);
        return rows[0].Number("late") == 0;
    }

    /// <summary>Null when the server is no replica of anything.</summary>
    public async Task<ReplicaStatus?> ReplicaStatusAsync(CancellationToken cancellation)
    {
        var rows = await RowsAsync(IdentityOrNull is null ? await KnownDialectAsync(cancellation) : Dialect.ReplicaStatus, cancellation);
        return rows.Count == 0 ? null : ReplicaStatus.Read(rows[0]);
    }

    /// <summary>Privileges of the application's account; null when there is no such account.</summary>
    public async Task<AppGrants?> AppGrantsAsync(CancellationToken cancellation)
    {
        try
        {
            var rows = await RowsAsync($"SHOW GRANTS FOR {Sql.Account(run.Options.App)}", cancellation);
            return AppGrants.Parse([.. rows.Select(row => row.Text(0))], run.Options.Database);
        }
        catch (SqlFailure none) when (none.Number == 1141)
        {
            return null;
        }
    }

    /// <summary>Does the server take writes from the application? The one question of the invariant.</summary>
    public abstract Task<bool> IsOpenToAppAsync(CancellationToken cancellation);

    /// <summary>Stops the application's writes. On return none is under way, and what was executed is final (but for replication). May be repeated.</summary>
    /// <returns>Everything executed so far.</returns>
    public abstract Task<GtidSet> CloseToAppAsync(CancellationToken cancellation);

    /// <summary>Lets the application write, with these privileges on its database. May be repeated.</summary>
    public abstract Task OpenToAppAsync(string privileges, CancellationToken cancellation);

    /// <summary>
    /// Ends the connection whose id an expression gives. Where it can be had, in one statement: between two, the answer to the first goes out and wakes
    /// its client, and on a busy machine that comes before the second.
    /// </summary>
    public abstract Statement[] Kill(string id);

    /// <summary>
    /// Closes the gate (<see cref="SessionGate"/>) to every session that is older than this moment; one that was closed before moves on to it. If
    /// somebody else holds the lock it stays as it is, because this is done inside the write window: guards look before.
    /// </summary>
    /// <param name="name">The gate's lock; with any other one it is tried out, for nobody asks for that.</param>
    /// <returns>The id of a connection opened now: older sessions have lower ones.</returns>
    public async Task<long> CloseGateAsync(string name, CancellationToken cancellation)
    {
        await OpenGateAsync(cancellation);
        var holder = await SessionAsync(SessionUse.Gate, cancellation);
        await holder.RunAsync(Tag.On([$"DO GET_LOCK({Sql.Text(name)}, 0)"], run), cancellation);
        return holder.ConnectionId;
    }

    /// <summary>Opens it again, if it was closed.</summary>
    public async Task OpenGateAsync(CancellationToken cancellation)
    {
        if (_sessions.TryGetValue(SessionUse.Gate, out var holder) && holder.IsOpen)
        {
            try
            {
                // Said, not left to the goodbye: that is seen a moment later, and the next holder does not wait.
                await holder.RunAsync(Tag.On(["DO RELEASE_ALL_LOCKS()"], run), cancellation);
            }
            catch (SqlFailure lost) when (lost.IsLost)
            {
                // The lock went with it.
            }
        }

        await DropSessionAsync(SessionUse.Gate);
    }

    /// <summary>Makes this server a (stopped) replica of the other one, by auto-position.</summary>
    public abstract Task PointAtAsync(Server origin, CancellationToken cancellation);

    /// <summary>Starts replication unless it runs.</summary>
    public async Task StartReplicationAsync(CancellationToken cancellation)
    {
        var status = await ReplicaStatusAsync(cancellation);
        if (status is { IoRunning: true, SqlRunning: true })
        {
            return;
        }

        if (status is { IoRunning: true } or { SqlRunning: true })
        {
            await StopAsync(cancellation);
        }

        await StartAsync(cancellation);
    }

    /// <summary>Stops replication, without looking first: this is started beside the write window.</summary>
    public Task StopReplicationNowAsync(CancellationToken cancellation) => StopAsync(cancellation);

    /// <summary>Stops replication if it runs.</summary>
    public async Task StopReplicationAsync(CancellationToken cancellation)
    {
        if (await ReplicaStatusAsync(cancellation) is { } status && (status.IoRunning || status.SqlRunning || status.IoState == "Connecting"))
        {
            await StopAsync(cancellation);
        }
    }

    /// <summary>Makes this server a replica of nothing.</summary>
    public async Task ForgetReplicationAsync(CancellationToken cancellation)
    {
        if (await ReplicaStatusAsync(cancellation) is null)
        {
            return;
        }

        await StopReplicationAsync(cancellation);
        await ForgetAsync(cancellation);
    }

    /// <summary>Ends what another (killed or abandoned) connection of this run may still be executing: a statement that waits for a lock goes on after its client died.</summary>
    public async Task EndLeftoversAsync(string step, CancellationToken cancellation)
    {
        var tag = Tag.Of(run.RunId, step);
        while (true)
        {
            var rows = await RowsAsync($"SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND LEFT(info, {tag.Length}) = {Sql.Text(tag)}", cancellation);
            if (rows.Count == 0)
            {
                return;
            }

            foreach (var row in rows)
            {
                try
                {
                    await AskAsync(cancellation, Kill(row.Text("id")));
                }
                catch (SqlFailure gone) when (gone.Number == SqlFailure.NoSuchThread)
                {
                    // It ended by itself.
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), run.Time, cancellation);
        }
    }

    public void AbandonSessions()
    {
        foreach (var session in _sessions.Values)
        {
            _ = CloseQuietlyAsync(session);
        }

        _sessions.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions.Values)
        {
            await session.DisposeAsync();
        }

        _sessions.Clear();
    }

    protected abstract Task StartAsync(CancellationToken cancellation);

    protected abstract Task StopAsync(CancellationToken cancellation);

    protected abstract Task ForgetAsync(CancellationToken cancellation);

    /// <summary>GRANT for the application's account, the database spelled as this server's grants spell it.</summary>
    protected Statement GrantText(string privileges) =>
        $"GRANT {privileges} ON {run.Recall($"{role}.grant.database") ?? Sql.Name(run.Options.Database)}.* TO {Sql.Account(run.Options.App)}";

    protected async Task DropSessionAsync(SessionUse use)
    {
        if (_sessions.Remove(use, out var session))
        {
            await session.DisposeAsync();
        }
    }

    private static async Task CloseQuietlyAsync(ISqlSession session)
    {
        try
        {
            await Task.Yield();
            await session.DisposeAsync();
        }
        catch (Exception)
        {
            // It is being given up because it may be in any state.
        }
    }

    private async Task<Statement> KnownDialectAsync(CancellationToken cancellation)
    {
        await SessionAsync(SessionUse.Main, cancellation);
        return Dialect.ReplicaStatus;
    }

    private async Task PinAsync(ISqlSession session, CancellationToken cancellation)
    {
        var answer = await session.RunAsync(
            Tag.On(["SELECT @@server_uuid AS uuid, @@server_id AS id, @@version AS version, @@version_comment AS comment, @@performance_schema AS ps"], run),
            cancellation);
        var row = answer[0][0];
        var found = row.Text("uuid").ToLowerInvariant();
        var key = $"{role}.uuid";
        if (run.Memory.TryGetValue(key, out var expected) && expected != found)
        {
            throw new SqlFailure(Name, 0, $"another server answers than at the start of the run ({found} instead of {expected}): nothing was sent to it");
        }

        if (!MySqlVersion.TryParse(row.Text("version"), out var version))
        {
            throw new SqlFailure(Name, 0, $"its version {row.Text("version")} cannot be read");
        }

        if (expected is null)
        {
            run.Memory[key] = found; // once: later connections to both servers are opened beside each other
        }

        IdentityOrNull = new ServerIdentity(found, row.Number("id"), row.Text("version"), row.Text("comment"), new Dialect(version), row.Flag("ps"), IdentityOrNull?.ExecutesText ?? await ExecutesTextAsync(session, cancellation));
    }

    /// <summary>Asked at the first connection only.</summary>
    private async Task<bool> ExecutesTextAsync(ISqlSession session, CancellationToken cancellation)
    {
        var answer = await session.RunAsync(
            Tag.On(["SELECT EXISTS (SELECT 1 FROM information_schema.routines WHERE routine_schema = 'sys' AND routine_name = 'execute_prepared_stmt') AS sys"], run),
            cancellation);
        return answer[0][0].Flag("sys");
    }
}
