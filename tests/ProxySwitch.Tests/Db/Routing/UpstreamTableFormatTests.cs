using System.Text;
using ProxySwitch.Db.Routing;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Tests.Db.Routing;

public sealed class UpstreamTableFormatTests
{
    private const string Good = """{ "active": "source", "upstreams": { "source": "127.0.0.1:3310", "target": "localhost:3311" } }""";

    [Fact]
    public void Reads_ATable()
    {
        var (table, problem) = Parse(Good);

        Assert.Null(problem);
        Assert.Equal("source", table!.Active);
        Assert.Equal([new Upstream("source", new("127.0.0.1", 3310)), new Upstream("target", new("localhost", 3311))], table.Upstreams);
    }

    [Fact]
    public void Order_DoesNotMatter() =>
        Assert.Equal("target", Parse("""{"upstreams":{"source":"127.0.0.1:3310","target":"127.0.0.1:3311"},"active":"target"}""").Table!.Active);

    [Fact]
    public void Ignores_AByteOrderMark() => Assert.NotNull(Parse("\uFEFF" + Good).Table);

    [Fact]
    public void Writes_WhatItReads()
    {
        var table = Parse(Good).Table! with { Active = "target" };

        var (again, problem) = new UpstreamTableFormat(new([])).Parse(table.ToJson());

        Assert.Null(problem);
        Assert.Equal(table.Active, again!.Active);
        Assert.Equal(table.Upstreams, again.Upstreams);
    }

    [Theory]
    // Syntax: where the reader stumbled.
    [InlineData("", 1, 1, "the file is empty")]
    [InlineData("  \n ", 1, 1, "the file is empty")]
    [InlineData("{\n  \"active\": \"source\",\n  \"upstreams\": {\n    \"source\": \"127.0.0.1:3310\"\n", 5, 1, "should be closed")]
    [InlineData("{\n  \"active\": \"source\"\n  \"upstreams\": {}\n}", 3, 3, "invalid after a value")]
    [InlineData("{\n  \"active\": \"source\",\n  \"upstreams\": { \"source\": \"127.0.0.1:3310\", }\n}", 3, 46, "trailing comma")]
    [InlineData("{ 'active': 'source' }", 1, 3, "invalid start of a property name")]
    [InlineData("// table\n{}", 1, 1, "invalid start of a value")]
    [InlineData("{\"active\":\"a\",\"upstreams\":{\"a\":\"127.0.0.1:1\"}} x", 1, 48, "invalid after a single JSON value")]
    // Meaning: the token that is wrong.
    [InlineData("[]", 1, 1, "must be an object")]
    [InlineData("null", 1, 1, "must be an object")]
    [InlineData("{\n  \"active\": 1 }", 2, 13, "must be the name of an upstream")]
    [InlineData("{\n  \"upstream\": {} }", 2, 3, "'upstream' is unknown")]
    [InlineData("{ \"active\": \"a\", \"active\": \"b\" }", 1, 18, "appears twice")]
    [InlineData("{ \"upstreams\": [] }", 1, 16, "must be an object of name and host:port")]
    [InlineData("{ \"upstreams\": {\n \"a\": \"127.0.0.1:1\",\n \"a\": \"127.0.0.1:2\" } }", 3, 2, "'a' appears twice")]
    [InlineData("{ \"upstreams\": { \"a b\": \"127.0.0.1:1\" } }", 1, 18, "letters, digits")]
    [InlineData("{ \"upstreams\": { \"a\": 3306 } }", 1, 23, "must be a string host:port")]
    [InlineData("{ \"upstreams\": { \"a\": null } }", 1, 23, "must be a string host:port")]
    [InlineData("{ \"upstreams\": { \"독\": \"127.0.0.1:1\" } }", 1, 18, "letters, digits")]
    [InlineData("{ \"upstreams\": { \"a\": \"127.0.0.1\" } }", 1, 23, "is not host:port")]
    [InlineData("{ \"active\": \"a\", \"upstreams\": {} }", 1, 1, "'upstreams' is missing or empty")]
    [InlineData("{}", 1, 1, "'upstreams' is missing or empty")]
    [InlineData("{ \"upstreams\": { \"a\": \"127.0.0.1:1\" } }", 1, 1, "'active' is missing")]
    public void Refuses_WithPlaceAndReason(string text, int line, int column, string reason)
    {
        var (table, problem) = Parse(text);

        Assert.Null(table);
        Assert.Equal((TableProblemCodes.BadTable, line, column), (problem!.Code, problem.Line ?? 0, problem.Column ?? 0));
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith($"upstreams.json:{line}:{column}: ", problem.Located("upstreams.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_AnActiveName_ThatIsNoUpstream()
    {
        var (_, problem) = Parse("{\n  \"active\": \"taget\",\n  \"upstreams\": { \"source\": \"127.0.0.1:1\", \"target\": \"127.0.0.1:2\" }\n}");

        Assert.Equal(new TableProblem(TableProblemCodes.UnknownUpstream, "'active' names 'taget', which is not in 'upstreams' (source, target)", 2, 13), problem);
    }

    [Theory]
    [InlineData("10.0.0.5:3306", "")]
    [InlineData("db.example.com:3306", "other.example.com")]
    [InlineData("example.com.:3306", "example.com")]
    public void Refuses_AHost_ThatIsNotAllowed(string address, string allowed)
    {
        var (table, problem) = Parse($$"""{ "active": "a", "upstreams": { "a": "{{address}}" } }""", allowed);

        Assert.Null(table);
        Assert.NotNull(problem!.Line);
    }

    [Theory]
    [InlineData("10.0.0.5:3306", "10.0.0.5")]
    [InlineData("db.example.com:3306", "DB.example.com")]
    [InlineData("db.example.com:3306", "*")]
    [InlineData("[2001:db8::1]:3306", "[2001:db8::1]")]
    public void Accepts_AConfiguredHost(string address, string allowed) =>
        Assert.NotNull(Parse($$"""{ "active": "a", "upstreams": { "a": "{{address}}" } }""", allowed).Table);

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B })]
    [InlineData(new byte[] { 0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D })] // { "\xC3(": 1 }
    [InlineData(new byte[] { 0x00, 0x00, 0x00 })]
    public void Refuses_BytesThatAreNotText(byte[] bytes)
    {
        var (table, problem) = new UpstreamTableFormat(new([])).Parse(bytes);

        Assert.Null(table);
        Assert.Equal(TableProblemCodes.BadTable, problem!.Code);
    }

    [Fact]
    public void Refuses_HalfASurrogatePair() =>
        Assert.Contains("UTF-8", Parse("""{ "active": "\ud800", "upstreams": {} }""").Problem!.Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_AHugeTable() => Assert.Contains("larger than", Parse(Good + new string(' ', TableText.MaximumBytes)).Problem!.Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_DeepNesting() => Assert.NotNull(Parse($$"""{ "upstreams": {{new string('[', 10_000)}} }""").Problem);

    [Fact]
    public void NeverThrows_WhateverIsCutOrChanged()
    {
        var good = Encoding.UTF8.GetBytes(Good);
        var parser = new UpstreamTableFormat(new([]));
        for (var i = 0; i < good.Length; i++)
        {
            Assert.NotNull(parser.Parse(good.AsSpan(0, i)).Problem);
            foreach (byte other in "{}[]\",:\\\n0a\0\x7f"u8)
            {
                var changed = good.ToArray();
                changed[i] = other;
                var (table, problem) = parser.Parse(changed);
                Assert.True(table is null ^ problem is null);
            }
        }
    }

    private static (UpstreamTable? Table, TableProblem? Problem) Parse(string text, string allowedHost = "") =>
        new UpstreamTableFormat(new([allowedHost])).Parse(Encoding.UTF8.GetBytes(text));
}
