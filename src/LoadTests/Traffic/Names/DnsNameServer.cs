using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace LoadTests.Traffic.Names;

/// <summary>A DNS server, asked over UDP (TCP for truncated answers), nothing cached.</summary>
internal sealed class DnsNameServer : INameServer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly LookupClient client;

    public DnsNameServer(IPEndPoint server) => client = new LookupClient(new LookupClientOptions(server)
    {
        UseCache = false,
        Timeout = Timeout,
        Retries = 1,
        ThrowDnsErrors = false,
    });

    public async Task<NameAnswer> AskAsync(string host) =>
        await AskAsync(host, QueryType.A) ?? await AskAsync(host, QueryType.AAAA) ?? throw new SocketException((int)SocketError.HostNotFound);

    private async Task<NameAnswer?> AskAsync(string host, QueryType type)
    {
        IDnsQueryResponse response;
        try
        {
            response = await client.QueryAsync(host, type);
        }
        catch (DnsResponseException)
        {
            // No answer, or none that can be read: to a client the same as a resolver that says "try again".
            throw new SocketException((int)SocketError.TryAgain);
        }

        var addresses = response.Answers.OfType<AddressRecord>().Select(record => record.Address).ToList();
        if (response.HasError && response.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain)
        {
            throw new SocketException((int)SocketError.TryAgain);
        }

        // An alias on the way may live shorter than the address.
        return addresses.Count == 0 ? null : new NameAnswer(addresses, TimeSpan.FromSeconds(response.Answers.Min(record => record.TimeToLive)));
    }
}
