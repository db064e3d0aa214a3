using System.Collections.Concurrent;
using ProxySwitch.Edge.Routing;

namespace ProxySwitch.Edge.Clients;

/// <summary>The client connections open now.</summary>
internal sealed class ConnectionTable
{
    private readonly ConcurrentDictionary<ClientConnection, byte> open = [];

    public int Count => open.Count;

    public void Add(ClientConnection connection) => open[connection] = 0;

    public void Remove(ClientConnection connection)
    {
        open.TryRemove(connection, out _);
        connection.Dispose();
    }

    /// <returns>How many connections of old generations were ended.</returns>
    public int Sweep(EdgeGeneration current, TimeSpan grace, TimeSpan workerShutdownTimeout) =>
        open.Keys.Count(connection => connection.Sweep(current, grace, workerShutdownTimeout));

    /// <returns>How many there were.</returns>
    public int CutWebSockets() => open.Keys.Count(connection => connection.CutWebSocket());
}
