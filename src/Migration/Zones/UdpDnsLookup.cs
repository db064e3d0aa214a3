using System.Net.Sockets;
using System.Security.Cryptography;
using Migration.Control;

namespace Migration.Zones;

/// <summary>Asks over UDP, each time from a new port, and again when no answer came.</summary>
internal sealed class UdpDnsLookup(DnsEndpoint dns, TimeProvider time) : IDnsLookup
{
    private const int Tries = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<DnsLookupResult> AddressesAsync(string name, CancellationToken cancellation)
    {
        Exception? lost = null;
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            using var limit = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
            try
            {
                return await AskAsync(name, either.Token);
            }
            catch (SocketException unreachable)
            {
                lost = unreachable;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Datagrams get lost: ask again.
            }
        }

        throw new ControlFailure("dns", $"no answer from {dns.Host}:{dns.Port} (UDP){(lost is null ? "" : $": {lost.Message}")}", lost);
    }

    private async Task<DnsLookupResult> AskAsync(string name, CancellationToken cancellation)
    {
        using var socket = new UdpClient();
        socket.Connect(dns.Host, dns.Port);
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1);
        await socket.SendAsync(DnsMessage.Query(id, name), cancellation);
        while (true)
        {
            var received = await socket.ReceiveAsync(cancellation);
            if (DnsMessage.Answer(id, received.Buffer) is { } answer)
            {
                return answer;
            }
        }
    }
}
