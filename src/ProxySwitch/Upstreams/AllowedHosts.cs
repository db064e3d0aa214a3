namespace ProxySwitch.Upstreams;

/// <summary>
/// The hosts an upstream table may name: loopback always, others only when the operator configured them, so that whoever can edit
/// the file cannot point the application at any machine in the network. <c>*</c> allows every host.
/// </summary>
internal sealed class AllowedHosts(IEnumerable<string> configured)
{
    private readonly HashSet<string> hosts = [.. configured.Select(host => host.Trim().TrimStart('[').TrimEnd(']').ToLowerInvariant())];

    public bool Allow(UpstreamAddress address) => address.IsLoopback || hosts.Contains("*") || hosts.Contains(address.Host);
}
