using System.Net.Sockets;
using ProxySwitch.Tables;

namespace ProxySwitch.Upstreams;

/// <summary>What routing and sessions need from the network; unit tests replace it.</summary>
internal interface IUpstreamNetwork
{
    Task<(UpstreamRoute? Route, TableProblem? Problem)> ResolveAsync(Upstream upstream, CancellationToken cancellation);

    /// <returns>A connected socket, or why no address of the route answered within the connect time-out.</returns>
    Task<(Socket? Socket, ConnectFailure? Failure)> ConnectAsync(UpstreamRoute route, CancellationToken cancellation);
}
