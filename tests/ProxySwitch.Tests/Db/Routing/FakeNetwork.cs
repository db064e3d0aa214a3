using System.Net;
using System.Net.Sockets;
using ProxySwitch.Db.Routing;
using ProxySwitch.Tables;

namespace ProxySwitch.Tests.Db.Routing;

/// <summary>A network in which every upstream answers unless it is said to be down. No socket is ever connected.</summary>
internal sealed class FakeNetwork : IUpstreamNetwork
{
    private int dialling;

    public HashSet<string> Down { get; } = [];

    public HashSet<string> Unresolvable { get; } = [];

    /// <summary>When set, dialling waits for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public int MostDialsAtOnce { get; private set; }

    public Task<(Route? Route, TableProblem? Problem)> ResolveAsync(Upstream upstream, CancellationToken cancellation) =>
        Task.FromResult<(Route?, TableProblem?)>(Unresolvable.Contains(upstream.Name)
            ? (null, new(TableProblemCodes.HostUnresolvable, "no such host"))
            : (new(upstream, [new IPEndPoint(IPAddress.Loopback, upstream.Address.Port)]), null));

    public async Task<(Socket? Socket, string? Failure)> ConnectAsync(Route route, CancellationToken cancellation)
    {
        MostDialsAtOnce = Math.Max(MostDialsAtOnce, Interlocked.Increment(ref dialling));
        try
        {
            await (Gate?.Task ?? Task.CompletedTask).WaitAsync(cancellation);
            return (null, Down.Contains(route.Upstream.Name) ? "connection refused" : null);
        }
        finally
        {
            Interlocked.Decrement(ref dialling);
        }
    }
}
