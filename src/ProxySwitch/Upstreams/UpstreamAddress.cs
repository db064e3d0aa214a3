using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace ProxySwitch.Upstreams;

/// <summary>An upstream's <c>host:port</c>, the host a name, an IPv4 address or an IPv6 address in brackets.</summary>
internal sealed partial record UpstreamAddress(string Host, int Port)
{
    public bool IsLoopback => IPAddress.TryParse(Host, out var ip) ? IPAddress.IsLoopback(ip) : Host == "localhost";

    /// <param name="reason">What is wrong with it, when it is refused.</param>
    public static UpstreamAddress? Parse(string text, out string reason)
    {
        reason = "";
        var colon = text.LastIndexOf(':');
        if (colon <= 0)
        {
            reason = $"'{text}' is not host:port";
            return null;
        }

        var (host, port) = (text[..colon], text[(colon + 1)..]);
        if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
        {
            reason = $"'{text}': the port must be a number from 1 to 65535";
            return null;
        }

        var bracketed = host is ['[', .., ']'];
        host = bracketed ? host[1..^1] : host.ToLowerInvariant();
        var valid = bracketed
            ? IPAddress.TryParse(host, out var ip) && ip.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            : Ipv4().IsMatch(host) ? IPAddress.TryParse(host, out _) : Name().IsMatch(host);
        if (!valid)
        {
            reason = $"'{text}': the host must be a name, an IPv4 address or an IPv6 address in [brackets]";
            return null;
        }

        return new(host, number);
    }

    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    // Four parts, so that 127.1 or 2130706433 are not taken for addresses by one reader and for names by the next.
    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+\z")]
    private static partial Regex Ipv4();

    [GeneratedRegex(@"^(?=.{1,253}\z)(?![0-9.]+\z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\z")]
    private static partial Regex Name();
}
