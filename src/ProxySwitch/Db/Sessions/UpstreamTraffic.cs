using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Sessions;

/// <summary>The counters of an upstream over all generations. They outlive its place in the table while sessions stay on it.</summary>
internal sealed class UpstreamTraffic(string name) : Traffic
{
    private volatile UpstreamAddress? lastAddress;

    public string Name => name;

    public UpstreamAddress? LastAddress
    {
        get => lastAddress;
        set => lastAddress = value;
    }
}
