using System.Net;
using ProxySwitch.Dns.Protocol;
using ProxySwitch.Dns.Zones;
using static ProxySwitch.Tests.Dns.Protocol.TestQuery;

namespace ProxySwitch.Tests.Dns.Protocol;

public sealed class ResponderTests
{
    private const int A = 1, NS = 2, Soa = 6, Aaaa = 28, Any = 255;
    private const int FormErr = 1, NXDomain = 3, NotImp = 4, Refused = 5;
    private const string SoaData = "ns.doktori.test. hostmaster.doktori.test. 42 3600 600 604800 60";

    private static readonly ZoneVersion Version = Of("doktori.test", 60, ("doktori.test", "127.0.0.2"), ("api.v2.doktori.test", "127.0.0.3"));

    [Theory]
    [InlineData("doktori.test", "127.0.0.2")]
    [InlineData("api.v2.doktori.test", "127.0.0.3")]
    [InlineData("ns.doktori.test", "127.0.0.1")]
    public void Answers_AnAddress_WithItsTtl(string name, string address)
    {
        var answer = Answer(Ask(name, A), out var given);

        Assert.Equal((0xABCD, 0, true), (answer.Id, answer.Code, answer.Authoritative));
        Assert.Equal([$"{name}. 1 1"], answer.Question);
        Assert.Equal([$"{name}. 1 60 {address}"], answer.Answers);
        Assert.Equal((0, 0), (answer.Authority.Length, answer.Additional.Length));
        Assert.Equal(address, given?.ToString());
    }

    [Fact]
    public void Finds_ANameInAnyCase_AndKeepsTheAskers()
    {
        var answer = Answer(Ask("DokTori.tEST", A));

        Assert.Equal(["DokTori.tEST. 1 1"], answer.Question);
        Assert.Equal(["DokTori.tEST. 1 60 127.0.0.2"], answer.Answers);
    }

    [Fact]
    public void Answers_TheSoa()
    {
        var answer = Answer(Ask("doktori.test", Soa));

        Assert.Equal([$"doktori.test. 6 60 {SoaData}"], answer.Answers);
        Assert.Empty(answer.Authority);
    }

    [Fact]
    public void Answers_TheNameServer_WithItsAddress()
    {
        var answer = Answer(Ask("doktori.test", NS));

        Assert.Equal(["doktori.test. 2 60 ns.doktori.test."], answer.Answers);
        Assert.Equal(["ns.doktori.test. 1 60 127.0.0.1"], answer.Additional);
    }

    [Fact]
    public void ARecordOfTheFile_WinsOverTheServersOwnName()
    {
        var version = Of("doktori.test", 60, ("ns.doktori.test", "127.0.0.9"));

        Assert.Equal(["ns.doktori.test. 1 60 127.0.0.9"], Answer(Ask("doktori.test", NS), version).Additional);
    }

    [Fact]
    public void Answers_Any_WithAll()
    {
        Assert.Equal(["doktori.test. 1 60 127.0.0.2", $"doktori.test. 6 60 {SoaData}", "doktori.test. 2 60 ns.doktori.test."], Answer(Ask("doktori.test", Any)).Answers);
        Assert.Equal(["api.v2.doktori.test. 1 60 127.0.0.3"], Answer(Ask("api.v2.doktori.test", Any)).Answers);
    }

    [Theory]
    [InlineData("doktori.test", Aaaa)]
    [InlineData("doktori.test", 15)]
    [InlineData("doktori.test", 65)]
    [InlineData("doktori.test", 65_000)]
    [InlineData("api.v2.doktori.test", Soa)]
    [InlineData("api.v2.doktori.test", NS)]
    [InlineData("v2.doktori.test", A)] // between the zone and a record
    [InlineData("v2.doktori.test", Any)]
    public void NoSuchRecord_IsNoError_WithTheSoa(string name, int type)
    {
        var answer = Answer(Ask(name, type), out var given);

        Assert.Equal((0, true), (answer.Code, answer.Authoritative));
        Assert.Empty(answer.Answers);
        Assert.Equal([$"doktori.test. 6 60 {SoaData}"], answer.Authority);
        Assert.Null(given);
    }

    [Theory]
    [InlineData("www.doktori.test")]
    [InlineData("x.api.v2.doktori.test")]
    [InlineData("2.doktori.test")]
    public void NoSuchName_IsNXDomain_WithTheSoa(string name)
    {
        var answer = Answer(Ask(name, A));

        Assert.Equal((NXDomain, true), (answer.Code, answer.Authoritative));
        Assert.Empty(answer.Answers);
        Assert.Equal([$"doktori.test. 6 60 {SoaData}"], answer.Authority);
    }

    [Fact]
    public void ALabelWithADotInside_IsAnotherName()
    {
        byte[] name = [12, .. "doktori.test"u8, 0];
        byte[] query = [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. name, 0, 1, 0, 1];

        Assert.Equal(Refused, Answer(query).Code);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(60, 60)]
    [InlineData(86_400, 10_800)]
    public void TheNegativeTtl_IsTheTtl_AtMostThreeHours(int ttl, int negative)
    {
        var version = Of("doktori.test", ttl, ("doktori.test", "127.0.0.2"));

        Assert.Equal([$"doktori.test. 1 {ttl} 127.0.0.2"], Answer(Ask("doktori.test", A), version).Answers);
        Assert.Equal([$"doktori.test. 6 {negative} ns.doktori.test. hostmaster.doktori.test. 42 3600 600 604800 {negative}"], Answer(Ask("no.doktori.test", A), version).Authority);
    }

    [Theory]
    [InlineData("example.com", A, 1)]
    [InlineData("test", Soa, 1)]
    [InlineData("", NS, 1)]
    [InlineData("xdoktori.test", A, 1)]
    [InlineData("doktori.test", A, 3)] // CHAOS
    [InlineData("doktori.test", A, 255)]
    [InlineData("doktori.test", 252, 1)] // AXFR
    [InlineData("doktori.test", 251, 1)] // IXFR
    public void WhatIsNotOurs_IsRefused(string name, int type, int @class)
    {
        var answer = Answer(Ask(name, type, @class));

        Assert.Equal((Refused, false), (answer.Code, answer.Authoritative));
        Assert.Equal((0, 0), (answer.Answers.Length, answer.Authority.Length));
    }

    [Theory]
    [InlineData(1)] // IQUERY
    [InlineData(2)] // STATUS
    [InlineData(4)] // NOTIFY
    [InlineData(5)] // UPDATE
    [InlineData(15)]
    public void AnotherOpcode_IsNotImplemented(int opcode)
    {
        var answer = Answer(Ask("doktori.test", A, flags: (opcode << 11) | 0x0100));

        Assert.Equal((NotImp, opcode), (answer.Code, (answer.Flags >> 11) & 0xF));
        Assert.Empty(answer.Question);
    }

    [Theory]
    [InlineData(249)] // TKEY
    [InlineData(250)] // TSIG
    [InlineData(253)] // MAILB
    public void AQuestionAboutSomethingElse_IsNotImplemented(int type) => Assert.Equal(NotImp, Answer(Ask("doktori.test", type)).Code);

    [Fact]
    public void Flags_AreRepeatedOrCleared()
    {
        Assert.Equal(0x8510, Answer(Ask("doktori.test", A, flags: 0x0110)).Flags); // RD and CD as asked
        Assert.Equal(0x8400, Answer(Ask("doktori.test", A, flags: 0x06EF)).Flags); // AA, TC, RA, Z, AD and a code mean nothing in a query
    }

    [Fact]
    public void Edns_IsAnsweredWithEdns()
    {
        Assert.Equal([". 41 00000000 size 1232"], Answer(Ask("doktori.test", A, additional: Opt())).Additional);
        Assert.Equal([". 41 00008000 size 1232"], Answer(Ask("doktori.test", A, additional: Opt(dnssecOk: true))).Additional);
        Assert.Equal([". 41 00000000 size 1232"], Answer(Ask("doktori.test", A, additional: Opt(0, false, 0, 10, 0, 2, 1, 2))).Additional); // a cookie
        Assert.Equal([". 41 00000000 size 1232"], Answer(Ask("example.com", A, additional: Opt())).Additional);
    }

    [Fact]
    public void AnUnknownEdnsVersion_IsBadVers()
    {
        var answer = Answer(Ask("doktori.test", A, additional: Opt(version: 1)));

        Assert.Equal((0, false), (answer.Code, answer.Authoritative)); // 16: the low bits here, the high bits in OPT
        Assert.Equal([". 41 01000000 size 1232"], answer.Additional);
        Assert.Empty(answer.Answers);
    }

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "no question", [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] },
        { "a question that is not there", [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0] },
        { "two questions", [0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, .. Name("doktori.test"), 0, 1, 0, 1, .. Name("doktori.test"), 0, 1, 0, 1] },
        { "a name without end", [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 7, (byte)'d'] },
        { "a pointer to itself", [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xC0, 12, 0, 1, 0, 1] },
        { "a label of 64", [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 64, .. new byte[64], 0, 0, 1, 0, 1] },
        { "a name of 256", [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. Name(string.Join('.', Enumerable.Repeat("aaaaaaaaaaaaaaa", 15)) + ".aaaaaaaaaaaaaa"), 0, 1, 0, 1] },
        { "octets after the end", [.. Ask("doktori.test", A), 0] },
        { "a record that is not there", Ask("doktori.test", A, additional: []) },
        { "OPT twice", Ask("doktori.test", A, additional: [.. Opt(), .. Opt()], additionalCount: 2) },
        { "OPT with a name", Ask("doktori.test", A, additional: [1, (byte)'a', .. Opt()]) },
        { "OPT with half an option", Ask("doktori.test", A, additional: Opt(0, false, 0, 10, 0)) },
        { "OPT with an option too long", Ask("doktori.test", A, additional: Opt(0, false, 0, 10, 0, 5, 1)) },
        { "a question for OPT", Ask("doktori.test", 41) },
    };

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public void WhatCannotBeRead_IsAFormatError(string what, byte[] query)
    {
        var answer = Answer(query);

        Assert.True(answer.Code == FormErr, $"{what}: {answer.Code}");
        Assert.Equal((0, 0), (answer.Answers.Length, answer.Authority.Length));
    }

    [Fact]
    public void ARecordThatNobodyKnows_IsPassedOver() =>
        Assert.Single(Answer(Ask("doktori.test", A, additional: [.. Name("key"), 0, 250, 0, 255, 0, 0, 0, 0, 0, 2, 1, 2])).Answers);

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void TooLittle_IsLeftUnanswered(int length) => Assert.Equal(0, Responder.Answer(Ask("doktori.test", A).AsSpan(0, length), Version, new byte[AnswerWriter.MaximumLength]).Length);

    [Fact]
    public void AnAnswer_IsLeftUnanswered() => Assert.Equal(0, Responder.Answer(Ask("doktori.test", A, flags: 0x8180), Version, new byte[AnswerWriter.MaximumLength]).Length);

    [Fact]
    public void TheLongestAnswer_Fits()
    {
        var labels = string.Join('.', Enumerable.Repeat(new string('a', 49), 4)); // 199 characters
        var longest = Of(labels, 60, (labels, "127.0.0.2"));
        var deep = $"{new string('b', 50)}.{labels}";

        Assert.Equal(3, Answer(Ask(labels, Any, additional: Opt()), longest).Answers.Length);
        Assert.Single(Answer(Ask(deep, A, additional: Opt()), longest).Authority);
    }

    [Fact]
    public void NeverThrows_WhateverComes()
    {
        var random = new Random(11);
        byte[][] good = [Ask("doktori.test", A, additional: Opt(0, true, 0, 10, 0, 2, 1, 2)), Ask("no.doktori.test", Any)];
        var answer = new byte[AnswerWriter.MaximumLength];
        for (var i = 0; i < 200_000; i++)
        {
            var query = good[i % 2].ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                query[random.Next(query.Length)] = (byte)random.Next(256);
            }

            var cut = random.Next(4) == 0 ? random.Next(query.Length) : query.Length;
            var (length, _) = Responder.Answer(query.AsSpan(0, cut), Version, answer);
            if (length > 0)
            {
                Assert.Equal(query[..2], answer[..2]);
                _ = new TestAnswer(answer[..length]);
            }
        }
    }

    private static ZoneVersion Of(string zone, int ttl, params (string Name, string Address)[] records) => new(
        42, new(DomainName.Parse(zone)!, ttl, [.. records.Select(record => new ZoneRecord(DomainName.Parse(record.Name)!, IPAddress.Parse(record.Address)))]),
        DateTimeOffset.UnixEpoch, IPAddress.Loopback);

    private static TestAnswer Answer(byte[] query, ZoneVersion? version = null) => Answer(query, out _, version);

    private static TestAnswer Answer(byte[] query, out IPAddress? given, ZoneVersion? version = null)
    {
        var answer = new byte[AnswerWriter.MaximumLength];
        (var length, given) = Responder.Answer(query, version ?? Version, answer);
        return new(answer[..length]);
    }
}
