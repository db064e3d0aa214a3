using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge.Routing;

/// <summary>The counters of an upstream over all generations. They outlive its place in the table while WebSockets stay on it.</summary>
internal sealed class UpstreamCounts(string name) : RequestCounts
{
    private volatile UpstreamAddress? lastAddress;

    public string Name => name;

    public UpstreamAddress? LastAddress
    {
        get => lastAddress;
        set => lastAddress = value;
    }
}
