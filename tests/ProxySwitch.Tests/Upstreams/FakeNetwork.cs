using System.Net;
using System.Net.Sockets;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Tests.Upstreams;

/// <summary>A network in which every upstream answers unless it is said to be down. No socket is ever connected.</summary>
internal sealed class FakeNetwork : IUpstreamNetwork
{
    private int dialling;

    public HashSet<string> Down { get; } = [];

    public HashSet<string> Unresolvable { get; } = [];

    /// <summary>When set, dialling waits for it.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public int MostDialsAtOnce { get; private set; }

    public Task<(UpstreamRoute? Route, TableProblem? Problem)> ResolveAsync(Upstream upstream, CancellationToken cancellation) =>
        Task.FromResult<(UpstreamRoute?, TableProblem?)>(Unresolvable.Contains(upstream.Name)
            ? (null, new(TableProblemCodes.HostUnresolvable, "no such host"))
            : (new(upstream, [new IPEndPoint(IPAddress.Loopback, upstream.Address.Port)]), null));

    public async Task<(Socket? Socket, ConnectFailure? Failure)> ConnectAsync(UpstreamRoute route, CancellationToken cancellation)
    {
        MostDialsAtOnce = Math.Max(MostDialsAtOnce, Interlocked.Increment(ref dialling));
        try
        {
            await (Gate?.Task ?? Task.CompletedTask).WaitAsync(cancellation);
            return (null, Down.Contains(route.Upstream.Name) ? new ConnectFailure("connection refused", TimedOut: false) : null);
        }
        finally
        {
            Interlocked.Decrement(ref dialling);
        }
    }
}
