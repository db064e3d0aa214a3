using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge.Forwarding;

/// <summary>No address of the upstream took the connection: nothing of the request was sent.</summary>
internal sealed class UpstreamConnectException(ConnectFailure failure) : IOException(failure.Reason)
{
    public bool TimedOut => failure.TimedOut;
}
