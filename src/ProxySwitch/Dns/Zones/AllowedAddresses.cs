using System.Net;

namespace ProxySwitch.Dns.Zones;

/// <summary>
/// The addresses a record may have: loopback always, others only when the operator configured them, so that whoever can edit the zone
/// cannot point load at any machine in the network. <c>*</c> allows every address.
/// </summary>
internal sealed class AllowedAddresses(IEnumerable<string> configured)
{
    private readonly HashSet<string> addresses = [.. configured.Select(address => address.Trim())];

    public bool Allow(IPAddress address) => IPAddress.IsLoopback(address) || addresses.Contains("*") || addresses.Contains(address.ToString());
}
