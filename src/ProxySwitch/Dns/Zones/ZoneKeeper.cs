using System.Collections.Concurrent;
using System.Net;
using ProxySwitch.Tables;

namespace ProxySwitch.Dns.Zones;

/// <summary>
/// Decides what is answered. The version in force is one reference, replaced whole, so that a query is answered from the old zone or
/// the new. Changes are made one at a time, in the order operators know from nginx: edit → test → reload.
/// </summary>
internal sealed class ZoneKeeper(ZoneFile file, ZoneRules rules, IPEndPoint server, TimeProvider clock, ILogger<ZoneKeeper> log) : IDisposable
{
    private const int RememberedVersions = 200;

    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly ConcurrentQueue<ZoneVersion> history = [];
    private volatile ZoneVersion? current;

    public ZoneVersion Current => current ?? throw new InvalidOperationException("No zone was loaded.");

    public bool Ready => current is not null;

    /// <summary>Newest last.</summary>
    public IReadOnlyCollection<ZoneVersion> History => history;

    /// <summary>The first version.</summary>
    public TableProblem? Start()
    {
        var (zone, problem) = file.Read();
        if (zone is not null)
        {
            Enter(zone);
        }

        return problem;
    }

    /// <summary>Would the change be accepted? Changes nothing.</summary>
    public TableProblem? Test(ZoneChange change) => Prepare(change).Problem;

    /// <summary>Takes the file as somebody left it.</summary>
    public Task<ChangeResult> ReloadAsync(CancellationToken cancellation) => EnterAsync(null, cancellation);

    public Task<ChangeResult> ChangeAsync(ZoneChange change, CancellationToken cancellation) => EnterAsync(change, cancellation);

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>
    /// 1. edit: the file's present content (somebody may have edited it) with the change;
    /// 2. test the result;
    /// 3. put the tested content in place, atomically;
    /// 4. reload: the next query is answered from it. What changes nothing gets no serial of its own, so that a caller may repeat a
    ///    change whose answer it lost.
    /// A refusal at 1 to 3 leaves file and answers as they were; after 3 nothing can fail.
    /// </summary>
    private async Task<ChangeResult> EnterAsync(ZoneChange? change, CancellationToken cancellation)
    {
        await oneAtATime.WaitAsync(cancellation);
        try
        {
            var (zone, problem) = Prepare(change); // 1, 2
            if (problem is null && change is not null)
            {
                problem = await file.WriteAsync(zone!); // 3
            }

            if (problem is not null)
            {
                log.ChangeRefused(change?.ToString() ?? "(the file as edited)", problem.Code, problem.Located(file.Name));
                return new(null, problem);
            }

            return new(zone!.ToJson().AsSpan().SequenceEqual(Current.Zone.ToJson()) ? Current : Enter(zone), null); // 4
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private (Zone? Zone, TableProblem? Problem) Prepare(ZoneChange? change)
    {
        var (zone, problem) = file.Read();
        return zone is null || change is null ? (zone, problem) : change.ApplyTo(zone, rules);
    }

    private ZoneVersion Enter(Zone zone)
    {
        // The first serial is the time: it is then higher than any that an earlier run handed out, without a place to keep it.
        var serial = current is { } before ? before.Serial + 1 : (uint)clock.GetUtcNow().ToUnixTimeSeconds();
        var version = new ZoneVersion(serial, zone, clock.GetUtcNow(), server.Address);
        history.Enqueue(version);
        current = version;
        while (history.Count > RememberedVersions)
        {
            history.TryDequeue(out _);
        }

        log.ZoneEntered(serial, zone.Name.Text, zone.TtlSeconds, string.Join(", ", zone.Records.Select(record => $"{record.Name} A {record.Address}")));
        return version;
    }
}
