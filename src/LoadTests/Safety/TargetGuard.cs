using System.Net;
using LoadTests.Configuration;

namespace LoadTests.Safety;

/// <summary>Decides by names and addresses alone, before anything is resolved, whether a run would leave this machine.</summary>
internal static class TargetGuard
{
    /// <summary>The hosts of the environment that are not this machine; each of them makes the target a production one.</summary>
    public static IReadOnlyList<string> HostsElsewhere(TargetSettings settings) =>
    [
        .. new[] { settings.BaseUrl, settings.ChatBase, settings.WebSocket }
            .Where(url => !IsHere(url, settings.DnsServer))
            .Select(url => url.Host)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    // ".test" is reserved (RFC 6761): no public resolver answers it, so such a name resolves to the lab's loopback edges or not at all.
    /// <param name="resolver">Null: the system's.</param>
    public static bool IsHere(Uri url, IPEndPoint? resolver) =>
        url.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address))
        || (resolver is not null && IPAddress.IsLoopback(resolver.Address) && url.Host.EndsWith(".test", StringComparison.OrdinalIgnoreCase));
}
