using System.Text;
using ProxySwitch.Dns.Zones;
using ProxySwitch.Tables;

namespace ProxySwitch.Tests.Dns.Zones;

public sealed class ZoneFormatTests
{
    private const string Good = """{ "zone": "doktori.test", "ttlSeconds": 60, "records": { "doktori.test": "127.0.0.2", "api.doktori.test": "127.0.0.3" } }""";

    [Fact]
    public void Reads_AZone()
    {
        var (zone, problem) = Parse(Good);

        Assert.Null(problem);
        Assert.Equal(("doktori.test", 60, "doktori.test=127.0.0.2 api.doktori.test=127.0.0.3"),
            (zone!.Name.Text, zone.TtlSeconds, string.Join(' ', zone.Records.Select(record => $"{record.Name}={record.Address}"))));
    }

    [Fact]
    public void Order_DoesNotMatter() =>
        Assert.NotNull(Parse("""{"records":{"DOKTORI.test.":"127.0.0.2"},"ttlSeconds":0,"zone":"doktori.Test"}""").Zone);

    [Fact]
    public void Ignores_AByteOrderMark() => Assert.NotNull(Parse("\uFEFF" + Good).Zone);

    [Fact]
    public void Writes_WhatItReads()
    {
        var written = Format("").Write(Parse(Good).Zone!);

        Assert.Equal(written, Format("").Write(Parse(Encoding.UTF8.GetString(written)).Zone!));
    }

    [Theory]
    // Syntax: where the reader stumbled.
    [InlineData("", 1, 1, "bad_table", "the file is empty")]
    [InlineData("{\n  \"zone\": \"doktori.test\",\n", 3, 1, "bad_table", "")]
    [InlineData("{\n  \"zone\": \"doktori.test\"\n  \"ttlSeconds\": 60\n}", 3, 3, "bad_table", "invalid after a value")]
    [InlineData("{ \"zone\": \"test\", }", 1, 19, "bad_table", "trailing comma")]
    [InlineData("{\"zone\":\"test\",\"ttlSeconds\":1,\"records\":{\"a.test\":\"127.0.0.1\"}} x", 1, 65, "bad_table", "invalid after a single JSON value")]
    // Meaning: the token that is wrong.
    [InlineData("[]", 1, 1, "bad_table", "must hold an object")]
    [InlineData("{ \"zone\": 1 }", 1, 11, "bad_table", "'zone' must be a domain name")]
    [InlineData("{ \"zone\": \"dok tori\" }", 1, 11, "bad_name", "is not a domain name")]
    [InlineData("{ \"ttlSeconds\": \"60\" }", 1, 17, "bad_table", "must be a whole number")]
    [InlineData("{ \"ttlSeconds\": 1.5 }", 1, 17, "bad_table", "must be a whole number")]
    [InlineData("{ \"ttlSeconds\": 99999999999999999999 }", 1, 17, "bad_table", "must be a whole number")]
    [InlineData("{ \"ttlSeconds\": -1 }", 1, 17, "bad_ttl", "from 0 to 604800")]
    [InlineData("{ \"ttlSeconds\": 604801 }", 1, 17, "bad_ttl", "from 0 to 604800")]
    [InlineData("{ \"ttl\": 60 }", 1, 10, "bad_table", "'ttl' is unknown")]
    [InlineData("{ \"zone\": \"test\", \"zone\": \"test\" }", 1, 19, "bad_table", "appears twice")]
    [InlineData("{ \"records\": {}, \"records\": {} }", 1, 18, "bad_table", "appears twice")]
    [InlineData("{ \"records\": [] }", 1, 14, "bad_table", "must be an object of name and address")]
    [InlineData("{ \"records\": {\n \"a.test\": \"127.0.0.1\",\n \"A.test.\": \"127.0.0.2\" } }", 3, 2, "bad_table", "'a.test' appears twice")]
    [InlineData("{ \"records\": { \"a b\": \"127.0.0.1\" } }", 1, 16, "bad_name", "is not a domain name")]
    [InlineData("{ \"records\": { \"a\": 1 } }", 1, 21, "bad_table", "must be a string")]
    [InlineData("{ \"records\": { \"a\": null } }", 1, 21, "bad_table", "must be a string")]
    [InlineData("{ \"records\": { \"a\": \"127.0.0\" } }", 1, 21, "bad_address", "is not an IPv4 address")]
    [InlineData("{ \"records\": { \"a\": \"127.0.0.256\" } }", 1, 21, "bad_address", "is not an IPv4 address")]
    [InlineData("{ \"records\": { \"a\": \"127.0.0.02\" } }", 1, 21, "bad_address", "is not an IPv4 address")]
    [InlineData("{ \"records\": { \"a\": \"::1\" } }", 1, 21, "bad_address", "is not an IPv4 address")]
    [InlineData("{ \"records\": { \"a\": \"localhost\" } }", 1, 21, "bad_address", "is not an IPv4 address")]
    [InlineData("{ \"records\": { \"a\": \"127.0.0.2:80\" } }", 1, 21, "bad_address", "is not an IPv4 address")]
    [InlineData("{ \"records\": { \"a\": \"0.0.0.0\" } }", 1, 21, "bad_address", "nothing can listen")]
    [InlineData("{ \"records\": { \"a\": \"224.0.0.1\" } }", 1, 21, "bad_address", "nothing can listen")]
    [InlineData("{ \"records\": { \"a\": \"10.0.0.1\" } }", 1, 21, "host_not_allowed", "PROXY_ALLOWED_HOSTS")]
    [InlineData("{\n\"zone\":\"doktori.test\",\"ttlSeconds\":1,\n\"records\":{\"example.com\":\"127.0.0.1\"}}", 3, 12, "name_not_in_zone", "not in the zone 'doktori.test'")]
    [InlineData("{}", 1, 1, "bad_table", "'zone' is missing")]
    [InlineData("{\"zone\":\"test\"}", 1, 1, "bad_table", "'ttlSeconds' is missing")]
    [InlineData("{\"zone\":\"test\",\"ttlSeconds\":1,\"records\":{}}", 1, 1, "bad_table", "'records' is missing or empty")]
    public void Refuses_WithPlaceAndReason(string text, int line, int column, string code, string reason)
    {
        var (zone, problem) = Parse(text);

        Assert.Null(zone);
        Assert.Equal((code, line, column), (problem!.Code, problem.Line ?? 0, problem.Column ?? 0));
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith($"zone.json:{line}:{column}: ", problem.Located("zone.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.1", "*")]
    public void Accepts_AConfiguredAddress(string address, string allowed) =>
        Assert.NotNull(Parse($$"""{"zone":"test","ttlSeconds":1,"records":{"a.test":"{{address}}"} }""", allowed).Zone);

    [Fact]
    public void Refuses_TooManyRecords()
    {
        var records = string.Join(',', Enumerable.Range(0, 65).Select(number => $"\"r{number}.test\":\"127.0.0.1\""));

        Assert.Equal(ZoneProblemCodes.TooManyRecords, Parse($$"""{"zone":"test","ttlSeconds":1,"records":{ {{records}} } }""").Problem!.Code);
    }

    [Fact]
    public void Refuses_HalfASurrogatePair() => Assert.Contains("UTF-8", Parse("""{ "zone": "\ud800" }""").Problem!.Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_AHugeFile() => Assert.Contains("larger than", Parse(Good + new string(' ', TableText.MaximumBytes)).Problem!.Message, StringComparison.Ordinal);

    [Fact]
    public void NeverThrows_WhateverIsCutOrChanged()
    {
        var good = Encoding.UTF8.GetBytes(Good);
        for (var i = 0; i < good.Length; i++)
        {
            Assert.NotNull(Format("").Parse(good.AsSpan(0, i)).Problem);
            foreach (byte other in "{}[]\",:\\\n0a\0\x7f"u8)
            {
                var changed = good.ToArray();
                changed[i] = other;
                var (zone, problem) = Format("").Parse(changed);
                Assert.True(zone is null ^ problem is null);
            }
        }
    }

    private static ZoneFormat Format(string allowed) => new(new(new([allowed])));

    private static (Zone? Zone, TableProblem? Problem) Parse(string text, string allowed = "") => Format(allowed).Parse(Encoding.UTF8.GetBytes(text));
}
