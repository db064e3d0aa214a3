using DnsClient;
using DnsClient.Protocol;

namespace Integration.Dns;

/// <summary>What a client that is not ours makes of the answers, over UDP and TCP.</summary>
public sealed class QueryTests : IAsyncLifetime
{
    private const int Timeout = 60_000;

    private RunningDns dns = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => dns = await RunningDns.StartAsync();

    public ValueTask DisposeAsync() => dns.DisposeAsync();

    [Theory(Timeout = Timeout)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gives_TheAddressWithItsTtl(bool tcp)
    {
        var answer = await AskAsync("Doktori.Test", QueryType.A, tcp);

        var record = Assert.Single(answer.Answers.ARecords());
        Assert.Equal(("127.0.0.2", 60, "Doktori.Test."), (record.Address.ToString(), record.InitialTimeToLive, record.DomainName.Original));
        Assert.True(answer.Header.HasAuthorityAnswer);
        Assert.False(answer.Header.RecursionAvailable);
        Assert.False(answer.Header.ResultTruncated);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gives_TheSoaAndTheNameServer(bool tcp)
    {
        var serial = (await dns.StateAsync()).GetProperty("serial").GetUInt32();

        var soa = Assert.Single((await AskAsync("doktori.test", QueryType.SOA, tcp)).Answers.SoaRecords());
        Assert.Equal(("ns.doktori.test.", "hostmaster.doktori.test.", serial, 60u), (soa.MName.Value, soa.RName.Value, soa.Serial, soa.Minimum));
        var ns = await AskAsync("doktori.test", QueryType.NS, tcp);
        Assert.Equal("ns.doktori.test.", Assert.Single(ns.Answers.NsRecords()).NSDName.Value);
        Assert.Equal("127.0.0.1", Assert.Single(ns.Additionals.ARecords()).Address.ToString());
    }

    [Theory(Timeout = Timeout)]
    [InlineData("www.doktori.test", QueryType.A, DnsHeaderResponseCode.NotExistentDomain, false)]
    [InlineData("www.doktori.test", QueryType.A, DnsHeaderResponseCode.NotExistentDomain, true)]
    [InlineData("doktori.test", QueryType.AAAA, DnsHeaderResponseCode.NoError, false)]
    [InlineData("doktori.test", QueryType.MX, DnsHeaderResponseCode.NoError, true)]
    public async Task SaysNo_WithTheTimeThatHolds(string name, QueryType type, DnsHeaderResponseCode code, bool tcp)
    {
        var answer = await AskAsync(name, type, tcp);

        Assert.Equal(code, answer.Header.ResponseCode);
        Assert.Empty(answer.Answers);
        var soa = Assert.IsType<SoaRecord>(Assert.Single(answer.Authorities));
        Assert.Equal((60, 60u), (soa.InitialTimeToLive, soa.Minimum));
    }

    [Theory(Timeout = Timeout)]
    [InlineData("example.com", QueryType.A)]
    [InlineData("test", QueryType.SOA)]
    [InlineData("doktori.test", QueryType.AXFR)]
    public async Task Refuses_WhatIsNotItsOwn(string name, QueryType type) =>
        Assert.Equal(DnsHeaderResponseCode.Refused, (await AskAsync(name, type, tcp: true)).Header.ResponseCode);

    [Fact(Timeout = Timeout)]
    public async Task ATtlOf0_IsGivenAsSuch()
    {
        await dns.ChangeAsync("""{"ttlSeconds":0}""");

        Assert.Equal(("127.0.0.2", 0), await dns.AskAsync());
        Assert.Equal(0, Assert.Single((await AskAsync("www.doktori.test", QueryType.A, tcp: false)).Authorities).InitialTimeToLive);
    }

    private Task<IDnsQueryResponse> AskAsync(string name, QueryType type, bool tcp) => dns.Client(tcp).QueryAsync(name, type, QueryClass.IN, Cancellation);
}
