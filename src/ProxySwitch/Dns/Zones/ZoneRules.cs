using System.Net;
using System.Net.Sockets;
using ProxySwitch.Tables;

namespace ProxySwitch.Dns.Zones;

/// <summary>What a zone may hold, whoever asks: the file, the environment or the control API.</summary>
internal sealed class ZoneRules(AllowedAddresses allowed)
{
    /// <returns>The name in its one spelling, or why it is not a name.</returns>
    public static (DomainName? Name, TableProblem? Problem) Name(string text) => DomainName.Parse(text) is { } name
        ? (name, null)
        : (null, new(ZoneProblemCodes.BadName, $"'{text}' is not a domain name: labels of 1 to 63 letters, digits, '-' or '_' with dots between them, at most 253 characters"));

    public static TableProblem? Ttl(long seconds) => seconds is >= 0 and <= Zone.MaximumTtlSeconds
        ? null
        : new(ZoneProblemCodes.BadTtl, $"'ttlSeconds' {seconds} is not a number of seconds from 0 to {Zone.MaximumTtlSeconds}");

    public static TableProblem? Place(DomainName name, DomainName zone) => name.IsWithin(zone)
        ? null
        : new(ZoneProblemCodes.NotInZone, $"'{name}' is not in the zone '{zone}'");

    public (IPAddress? Address, TableProblem? Problem) Address(DomainName name, string text)
    {
        // The round trip refuses what inet_aton would guess at: 127.2 is 127.0.0.2 there, and 010.0.0.1 is 8.0.0.1.
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetwork || address.ToString() != text)
        {
            return (null, new(ZoneProblemCodes.BadAddress, $"record '{name}': '{text}' is not an IPv4 address such as 127.0.0.2"));
        }

        if (address.GetAddressBytes()[0] is 0 or >= 224)
        {
            return (null, new(ZoneProblemCodes.BadAddress, $"record '{name}': nothing can listen on {text}"));
        }

        return allowed.Allow(address)
            ? (address, null)
            : (null, new(TableProblemCodes.HostNotAllowed, $"record '{name}': {text} is neither loopback nor named in PROXY_ALLOWED_HOSTS"));
    }
}
