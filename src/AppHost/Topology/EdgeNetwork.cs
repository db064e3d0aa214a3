using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using MySqlRuntime.Servers;

namespace AppHost.Topology;

/// <summary>
/// The addresses that users see. Both edges listen on one port of two loopback addresses, as two hosts would on 443, so that only the DNS answer
/// decides who is asked. They are no Aspire endpoints: those always listen on 127.0.0.1.
/// </summary>
/// <param name="Old">Where edge-lightsail listens.</param>
/// <param name="New">Where edge-vpc listens.</param>
/// <param name="Dns">Where the zone's server listens, UDP and TCP.</param>
internal sealed record EdgeNetwork(IPEndPoint Old, IPEndPoint New, IPEndPoint Dns)
{
    public const string Name = "doktori.test";
    private static readonly IPAddress OldAddress = new([127, 0, 0, 2]);
    private static readonly IPAddress NewAddress = new([127, 0, 0, 3]);

    /// <summary>What users type.</summary>
    public string BaseUrl => string.Create(CultureInfo.InvariantCulture, $"http://{Name}:{Old.Port}/api");

    public string WebSocketUrl => string.Create(CultureInfo.InvariantCulture, $"ws://{Name}:{Old.Port}/api/ws");

    /// <exception cref="DistributedApplicationException">A loopback address is not there (macOS has 127.0.0.1 only), or no port is free.</exception>
    public static EdgeNetwork Choose()
    {
        try
        {
            var port = FreePort.Next(OldAddress, NewAddress);
            return new EdgeNetwork(new(OldAddress, port), new(NewAddress, port), new(IPAddress.Loopback, FreePort.Next()));
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            throw new DistributedApplicationException(
                $"The edges listen on {OldAddress} and {NewAddress}, which this machine does not have. Add them: sudo ifconfig lo0 alias {OldAddress}; sudo ifconfig lo0 alias {NewAddress}", error);
        }
        catch (SocketException error)
        {
            throw new DistributedApplicationException($"No port is free on all of {OldAddress}, {NewAddress} and {IPAddress.Loopback}.", error);
        }
    }
}
