using ProxySwitch.Tables;

namespace ProxySwitch.Upstreams;

internal static class UpstreamProbe
{
    /// <summary>Opens and closes a connection.</summary>
    public static async Task<TableProblem?> ProbeAsync(this IUpstreamNetwork network, UpstreamRoute route, CancellationToken cancellation)
    {
        var (socket, failure) = await network.ConnectAsync(route, cancellation);
        socket?.Dispose();
        return failure is null
            ? null
            : new(TableProblemCodes.UpstreamUnreachable, $"upstream '{route.Upstream.Name}' does not take connections: {failure.Reason}");
    }
}
