using System.Globalization;
using Migration.Running;

namespace Migration.Servers;

/// <summary>
/// Ends the application's sessions on a server so that pools reconnect through the proxy, and so that no read fails by it. First the gate is closed
/// (<see cref="SessionGate"/>): a pool that asks there lets go of every session it would hand out, and none is handed out before it is killed. For
/// pools that only ping, looking and killing are one round trip, and a session is only killed
/// 1 when it has been without a statement and outside a transaction for a moment, a longer one after a validation (the pool hands the session out,
///   which then looks idle, too);
/// 2 in the second half of the grace, when it is idle at all;
/// 3 after the grace, whatever it does.
/// </summary>
internal sealed class AppSessions(Server server, RunContext run)
{
    /// <summary>The server's timer at the moment it is read: what runs has no other end yet. https://dev.mysql.com/doc/refman/8.4/en/performance-schema-events-statements-current-table.html</summary>
    private const string Timer = "(SELECT MAX(timer_end) FROM performance_schema.events_statements_current WHERE thread_id = PS_CURRENT_THREAD_ID())";

    /// <summary>Sessions ended so far.</summary>
    public int Killed { get; private set; }

    /// <summary>Those of them that were busy past the grace.</summary>
    public int KilledBusy { get; private set; }

    /// <summary>Closes the gate to the sessions there are.</summary>
    /// <returns>Sessions with ids up to this one are older than this moment.</returns>
    public Task<long> ShutOutAsync(CancellationToken cancellation) => server.CloseGateAsync(SessionGate.Lock, cancellation);

    /// <summary>When none of them is left.</summary>
    public Task LetInAsync(CancellationToken cancellation) => server.OpenGateAsync(cancellation);

    /// <summary>Ends the sessions there are, and none that begins after this moment: out at the gate, killed, and the gate is open again.</summary>
    public async Task EndOlderAsync(CancellationToken cancellation)
    {
        await EndAllAsync(await ShutOutAsync(cancellation), spare: null, cancellation);
        await LetInAsync(cancellation);
    }

    /// <summary>
    /// Ends a session of our own, with the statements that will end the application's: a stored procedure is parsed at its first call in a connection,
    /// and that millisecond would lie between looking and killing. Then looks, and tries to end a session that is not there: the code of a sweep is
    /// compiled before the window, not in it.
    /// </summary>
    private async Task WarmUpAsync(CancellationToken cancellation)
    {
        var killer = await server.SessionAsync(SessionUse.Kill, cancellation);
        if (server.WarmKiller == killer.ConnectionId)
        {
            return;
        }

        await using var victim = await run.Connector.OpenAsync(new SessionRequest(server.Role), cancellation);
        await server.AskAsync(
            SessionUse.Kill,
            cancellation,
            [Start(), .. server.Kill(victim.ConnectionId.ToString(CultureInfo.InvariantCulture))]);
        await LookAsync(victim.ConnectionId, spare: null, KillWhen.Quiet, cancellation);
        await EndReadyAsync([new(0, Ready: true)], KillWhen.Quiet, cancellation);
        await EndNextQuietAsync(upTo: 0, spare: null, cancellation);
        server.WarmKiller = killer.ConnectionId;
    }

    /// <summary>Ends quiet sessions for a moment; busy ones are left.</summary>
    /// <param name="upTo">Only sessions with ids up to this one; null: all.</param>
    /// <param name="spare">Our own session.</param>
    /// <returns>Sessions left.</returns>
    public async Task<int> EndQuietAsync(long? upTo, long? spare, CancellationToken cancellation)
    {
        await WarmUpAsync(cancellation);
        var began = run.Time.GetTimestamp();
        while (true)
        {
            var found = await LookAsync(upTo, spare, KillWhen.Quiet, cancellation);
            if (found.Count == 0 || run.Time.GetElapsedTime(began) >= run.Options.Limits.KillInWindow)
            {
                return found.Count;
            }

            if (!await EndReadyAsync(found, KillWhen.Quiet, cancellation))
            {
                await EndNextQuietAsync(upTo, spare, cancellation);
            }
        }
    }

    /// <summary>Ends sessions until none is left: gently first, after the grace whatever they do.</summary>
    public async Task EndAllAsync(long? upTo, long? spare, CancellationToken cancellation)
    {
        await WarmUpAsync(cancellation);
        var grace = run.Options.Limits.KillGrace;
        var began = run.Time.GetTimestamp();
        while (true)
        {
            var elapsed = run.Time.GetElapsedTime(began);
            var how = elapsed < grace / 2 ? KillWhen.Quiet : elapsed < grace ? KillWhen.Idle : KillWhen.Always;
            var found = await LookAsync(upTo, spare, how, cancellation);
            if (found.Count == 0)
            {
                return;
            }

            if (await EndReadyAsync(found, how, cancellation))
            {
                continue;
            }

            if (how == KillWhen.Quiet)
            {
                await EndNextQuietAsync(upTo, spare, cancellation);
            }
            else
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), run.Time, cancellation);
            }
        }
    }

    /// <summary>Ids of the application's sessions.</summary>
    public async Task<IReadOnlyList<long>> ListAsync(long? upTo, long? spare, CancellationToken cancellation) =>
        [.. (await LookAsync(upTo, spare, KillWhen.Always, cancellation)).Select(session => session.Id)];

    /// <summary>
    /// Ids of the application's sessions, and whether they may be ended now. Those without work for longest come first: a pool that meets a dead
    /// session goes on to the next one it has, and if that is soon to be ended as well, every one of them is a chance to fail a read.
    /// </summary>
    private async Task<IReadOnlyList<Session>> LookAsync(long? upTo, long? spare, KillWhen when, CancellationToken cancellation)
    {
        // A connection that is still being authenticated becomes the application's in a moment: it counts, it cannot be killed yet.
        var users = $"({Sql.Text(run.Options.App.User)}, 'unauthenticated user')";
        var list = server.Identity.HasPerformanceSchema
            ? $"SELECT t.processlist_id AS id, {Ready(when)} AS ready FROM performance_schema.threads t WHERE t.type = 'FOREGROUND' AND t.processlist_user IN {users} ORDER BY (SELECT MAX(s.timer_end) FROM performance_schema.events_statements_current s WHERE s.thread_id = t.thread_id)"
            : $"SELECT p.id, {Ready(when)} AS ready FROM information_schema.processlist p WHERE p.user IN {users} ORDER BY p.time DESC";
        var answers = await server.AskAsync(SessionUse.Kill, cancellation, Start(), list);
        return [.. answers[^1]
            .Select(row => new Session(row.Number("id"), row.Flag("ready")))
            .Where(session => session.Id != spare && (upTo is null || session.Id <= upTo))];
    }

    /// <returns>Whether any was ended: if so, the next look need not wait.</returns>
    private async Task<bool> EndReadyAsync(IReadOnlyList<Session> found, KillWhen when, CancellationToken cancellation)
    {
        var before = Killed;
        var ids = found.Where(session => session.Ready).Select(session => session.Id).ToList();

        // One that is not quiet any more (or gone) ends its batch, for no session has the id 0: the next batch begins after it.
        for (var next = 0; next < ids.Count;)
        {
            var first = next;
            Statement[] batch = [Start(), .. Enumerable.Range(first, ids.Count - first).SelectMany(index => EndOne(index, ids[index], when))];
            try
            {
                await server.AskAsync(SessionUse.Kill, cancellation, batch);
                next = ids.Count;
                Count(next - first, when);
            }
            catch (SqlFailure gone) when (gone.Number == SqlFailure.NoSuchThread)
            {
                var at = (int)(await server.AskAsync(SessionUse.Kill, cancellation, "SELECT @lab_at AS at"))[0][0].Number("at");
                next = at + 1;
                Count(at - first, when);
            }
        }

        return Killed > before;
    }

    /// <summary>
    /// Waits on the server for the first session that is quiet, and ends it in the same statement. Those that carry the load pause for some
    /// milliseconds at a time: whoever looks from here, a round trip apart, mostly comes between.
    /// </summary>
    private async Task EndNextQuietAsync(long? upTo, long? spare, CancellationToken cancellation)
    {
        if (!server.Identity.HasPerformanceSchema)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), run.Time, cancellation);
            return;
        }

        const int Looks = 20;

        // The reference to the watch keeps the query from being answered once for all looks.
        var first = string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT t.processlist_id FROM performance_schema.threads t WHERE watch.look >= 0 AND t.type = 'FOREGROUND' AND t.processlist_user = {Sql.Text(run.Options.App.User)} AND t.processlist_id <> {spare ?? 0} AND t.processlist_id <= {upTo ?? long.MaxValue} AND {Ready(KillWhen.Quiet, Timer)} LIMIT 1");
        var found = $"WITH RECURSIVE watch (look, id) AS (SELECT 0, CAST(NULL AS UNSIGNED) UNION ALL SELECT look + 1, ({first}) FROM watch WHERE look < {Looks} AND id IS NULL AND SLEEP(0.0005) = 0) SELECT MAX(id) FROM watch";
        try
        {
            await server.AskAsync(SessionUse.Kill, cancellation, server.Kill($"IFNULL(({found}), 0)"));
            Count(1, KillWhen.Quiet);
        }
        catch (SqlFailure none) when (none.Number == SqlFailure.NoSuchThread)
        {
            // None was quiet, or it ended by itself.
        }
    }

    private Statement Start() => server.Identity.HasPerformanceSchema ? $"SET @lab_now = {Timer}" : "DO 0";

    private Statement[] EndOne(int index, long id, KillWhen when) => [$"SET @lab_at = {index}", .. server.Kill($"IF({Condition(id, when)}, {id}, 0)")];

    private string Condition(long id, KillWhen when) => server.Identity.HasPerformanceSchema
        ? $"EXISTS (SELECT 1 FROM performance_schema.threads t WHERE t.processlist_id = {id} AND t.processlist_user = {Sql.Text(run.Options.App.User)} AND {Ready(when)})"
        : $"EXISTS (SELECT 1 FROM information_schema.processlist p WHERE p.id = {id} AND p.user = {Sql.Text(run.Options.App.User)} AND {Ready(when)})";

    /// <summary>May session t (or p, without the performance schema) be ended now?</summary>
    /// <param name="now">The server's timer, as an expression.</param>
    private string Ready(KillWhen when, string now = "@lab_now")
    {
        if (when == KillWhen.Always)
        {
            return "1";
        }

        if (!server.Identity.HasPerformanceSchema)
        {
            return "(p.command = 'Sleep' AND NOT EXISTS (SELECT 1 FROM information_schema.innodb_trx x WHERE x.trx_mysql_thread_id = p.id))";
        }

        const string Idle = "t.processlist_command = 'Sleep' AND NOT EXISTS (SELECT 1 FROM performance_schema.events_transactions_current x WHERE x.thread_id = t.thread_id AND x.state = 'ACTIVE')";
        // Timers are picoseconds.
        var limits = run.Options.Limits;
        return when == KillWhen.Idle ? $"({Idle})" : string.Create(
            CultureInfo.InvariantCulture,
            $"({Idle} AND NOT EXISTS (SELECT 1 FROM performance_schema.events_statements_current s WHERE s.thread_id = t.thread_id AND s.timer_end > {now} - IF(s.event_name = 'statement/com/Ping' OR INSTR(s.sql_text, {Sql.Text(SessionGate.Mark)}) > 0, {limits.KillQuietAfterValidation.TotalMilliseconds * 1e9:0}, {limits.KillQuiet.TotalMilliseconds * 1e9:0})))");
    }

    private void Count(int killed, KillWhen when)
    {
        Killed += killed;
        KilledBusy += when == KillWhen.Always ? killed : 0;
    }

    /// <param name="Ready">Whether it may be ended now.</param>
    private sealed record Session(long Id, bool Ready);
}
