using System.Collections.Concurrent;
using ProxySwitch.Db.Sessions;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Routing;

/// <summary>
/// Decides where new sessions go. The table in force is one reference, replaced whole, so that a session sees the old or the new table.
/// Changes are made one at a time, in the order operators know from nginx: edit → test → reload.
/// </summary>
internal sealed class Switchboard(UpstreamFile file, IUpstreamNetwork network, TimeProvider clock, ILogger<Switchboard> log) : IDisposable
{
    private const int RememberedGenerations = 200;

    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly ConcurrentDictionary<string, UpstreamTraffic> traffic = [];
    private readonly ConcurrentQueue<Generation> history = [];
    private volatile Generation? current;

    public Generation Current => current ?? throw new InvalidOperationException("No table was loaded.");

    public bool Ready => current is not null;

    /// <summary>Newest last.</summary>
    public IReadOnlyCollection<Generation> History => history;

    public IEnumerable<UpstreamTraffic> AllTraffic => traffic.Values;

    public UpstreamTraffic TrafficOf(string upstream) => traffic.GetOrAdd(upstream, static name => new(name));

    /// <summary>
    /// The first generation. The upstream need not be up: the proxy must not refuse to start because the database starts a second later.
    /// </summary>
    public async Task<TableProblem?> StartAsync(CancellationToken cancellation)
    {
        var (table, problem) = file.Read();
        if (table is null)
        {
            return problem;
        }

        var (route, unresolved) = await network.ResolveAsync(table.ActiveUpstream, cancellation);
        if (route is not null)
        {
            Enter(table, route);
        }

        return unresolved;
    }

    /// <summary>Would a switch to <paramref name="active"/> be accepted? Null: the file as it stands. Changes nothing.</summary>
    public async Task<TableProblem?> TestAsync(string? active, CancellationToken cancellation) =>
        (await PrepareAsync(active, cancellation)).Problem;

    /// <summary>Takes the file as somebody left it.</summary>
    public Task<SwitchResult> ReloadAsync(CancellationToken cancellation) => ChangeAsync(null, cancellation);

    public Task<SwitchResult> SwitchAsync(string active, CancellationToken cancellation) => ChangeAsync(active, cancellation);

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>
    /// 1. edit: the file's present content (somebody may have edited it) with the new active name;
    /// 2. test: the table, and that its active upstream takes connections;
    /// 3. put the tested content in place, atomically;
    /// 4. reload: new sessions follow the new table from here on.
    /// A refusal at 1 to 3 leaves file and routing as they were; after 3 nothing can fail.
    /// </summary>
    private async Task<SwitchResult> ChangeAsync(string? active, CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            var (table, route, problem) = await PrepareAsync(active, cancellation); // 1, 2
            if (problem is null && active is not null)
            {
                problem = await file.WriteAsync(table!); // 3
            }

            if (problem is not null)
            {
                log.ChangeRefused(active ?? "(the file as edited)", problem.Code, problem.Located(file.Name));
                return new(null, problem);
            }

            return new(Enter(table!, route!), null); // 4
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task<(UpstreamTable? Table, UpstreamRoute? Route, TableProblem? Problem)> PrepareAsync(string? active, CancellationToken cancellation)
    {
        var (table, problem) = file.Read();
        if (table is null)
        {
            return (null, null, problem);
        }

        if (active is not null)
        {
            if (table.Find(active) is null)
            {
                return (null, null, new(TableProblemCodes.UnknownUpstream, $"there is no upstream '{active}' ({table.Names})"));
            }

            table = table with { Active = active };
        }

        var (route, unresolved) = await network.ResolveAsync(table.ActiveUpstream, cancellation);
        if (route is null)
        {
            return (null, null, unresolved);
        }

        var (socket, failure) = await network.ConnectAsync(route, cancellation);
        socket?.Dispose();
        return failure is null
            ? (table, route, null)
            : (null, null, new(TableProblemCodes.UpstreamUnreachable, $"upstream '{table.Active}' does not take connections: {failure}"));
    }

    private Generation Enter(UpstreamTable table, UpstreamRoute route)
    {
        var upstream = TrafficOf(table.Active);
        upstream.LastAddress = route.Upstream.Address;
        var generation = new Generation((current?.Number ?? 0) + 1, table, route, clock.GetUtcNow(), upstream);
        history.Enqueue(generation);
        current = generation;
        while (history.Count > RememberedGenerations)
        {
            history.TryDequeue(out _);
        }

        log.GenerationEntered(generation.Number, table.Active, route.Upstream.Address.ToString());
        return generation;
    }
}
