using System.Net;
using System.Net.Sockets;

namespace LoadTests.Traffic.Names;

/// <summary>The system's resolver (hosts file, its own cache). It does not tell a TTL, so its answers count for a second.</summary>
internal sealed class SystemNameServer : INameServer
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(1);

    public async Task<NameAnswer> AskAsync(string host)
    {
        var addresses = await Dns.GetHostAddressesAsync(host);
        return addresses.Length > 0 ? new NameAnswer(addresses, TimeToLive) : throw new SocketException((int)SocketError.HostNotFound);
    }
}
