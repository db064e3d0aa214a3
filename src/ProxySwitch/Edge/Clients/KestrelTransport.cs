using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace ProxySwitch.Edge.Clients;

internal sealed class KestrelTransport(ConnectionContext connection) : IClientTransport
{
    private readonly Socket? socket = connection.Features.Get<IConnectionSocketFeature>()?.Socket;
    private readonly IConnectionLifetimeNotificationFeature? lifetime = connection.Features.Get<IConnectionLifetimeNotificationFeature>();

    public bool HasUnreadBytes
    {
        get
        {
            try
            {
                return socket?.Available > 0;
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    public void CloseWhenIdle() => lifetime?.RequestClose();

    public void Abort() => connection.Abort(new ConnectionAbortedException("The worker shutdown time-out has passed."));
}
