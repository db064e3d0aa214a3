using System.Net;
using ProxySwitch.Control;
using ProxySwitch.Dns.Zones;

namespace ProxySwitch.Dns;

/// <summary>The settings of role <c>dns</c>, validated. The environment variable of each is in <see cref="DnsEnvironment"/>.</summary>
internal sealed record DnsOptions
{
    /// <summary>Where queries come, UDP and TCP. Port 0: the system chooses one for both.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>Where the control API answers, a loopback address. Port 0: the system chooses.</summary>
    public required IPEndPoint Control { get; init; }

    public required ControlToken Token { get; init; }

    public required string ZoneFile { get; init; }

    /// <summary>Written to <see cref="ZoneFile"/> when that does not exist.</summary>
    public Zone? InitialZone { get; init; }

    public AllowedAddresses AllowedAddresses { get; init; } = new([]);

    /// <summary>How long a TCP connection may take from one answer to the next.</summary>
    public TimeSpan TcpIdleTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many TCP connections may be open; one more closes the one that is silent longest.</summary>
    public int TcpConnections { get; init; } = 128;
}
