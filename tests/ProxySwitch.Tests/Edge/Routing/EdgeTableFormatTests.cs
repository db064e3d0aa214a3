using System.Text;
using ProxySwitch.Edge.Routing;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Tests.Edge.Routing;

public sealed class EdgeTableFormatTests
{
    private const string Good = """
        {
          "active": { "api": "a", "chat": "c" },
          "upstreams": { "a": "127.0.0.1:8080", "c": "127.0.0.1:8081" }
        }
        """;

    private readonly EdgeTableFormat format = new(new([]));

    [Fact]
    public void Reads_AGoodTable()
    {
        var (table, problem) = Parse(Good);

        Assert.Null(problem);
        Assert.Equal(new ActiveUpstreams("a", "c"), table!.Active);
        Assert.Equal([new Upstream("a", new("127.0.0.1", 8080)), new Upstream("c", new("127.0.0.1", 8081))], table.Upstreams);
        Assert.Equal("c", table.ActiveUpstream(EdgeRoute.Chat).Name);
    }

    [Fact]
    public void Writes_WhatItReads()
    {
        var table = Parse(Good).Table!;

        var again = format.Parse(format.Write(table)).Table!;

        Assert.Equal(table.Active, again.Active);
        Assert.Equal(table.Upstreams, again.Upstreams);
        Assert.Equal("{\n  \"active\": {\n    \"api\": \"a\",", Encoding.UTF8.GetString(format.Write(table))[..31]);
    }

    [Fact]
    public void TwoRoutes_MayShareAnUpstream() => Assert.Equal("a", Parse(Good.Replace("\"c\" }", "\"a\" }", StringComparison.Ordinal)).Table!.Active.Chat);

    [Theory]
    [InlineData("", 1, 1, "empty")]
    [InlineData("[]", 1, 1, "must be an object")]
    [InlineData("{\n  \"active\": \"a\"\n}", 2, 13, "an object that names an upstream for 'api' and for 'chat'")]
    [InlineData("{\n  \"active\": { \"api\": \"a\", \"www\": \"c\" }\n}", 2, 27, "route 'www' is unknown")]
    [InlineData("{\n  \"active\": { \"api\": \"a\", \"api\": \"c\" }\n}", 2, 27, "route 'api' appears twice")]
    [InlineData("{\n  \"active\": { \"api\": 1 }\n}", 2, 22, "must be the name of an upstream")]
    [InlineData("{ \"activ\": {} }", 1, 3, "'activ' is unknown")]
    [InlineData("{ \"active\": { \"api\": \"a\", \"chat\": \"a\" }, \"active\": {} }", 1, 42, "'active' appears twice")]
    [InlineData("{ \"upstreams\": { \"a\": \"127.0.0.1:1\" } }", 1, 1, "'active' is missing")]
    [InlineData("{ \"active\": { \"api\": \"a\", \"chat\": \"a\" } }", 1, 1, "'upstreams' is missing or empty")]
    [InlineData("{ \"active\": { \"api\": \"a\" }, \"upstreams\": { \"a\": \"127.0.0.1:1\" } }", 1, 1, "names no upstream for 'chat'")]
    [InlineData("{ \"active\": { \"api\": \"a\", \"chat\": \"b\" },\n \"upstreams\": { \"a\": \"127.0.0.1\" } }", 2, 22, "is not host:port")]
    [InlineData("{ \"active\": { \"api\": \"a\", \"chat\": \"b\" },\n \"upstreams\": { \"a\": \"10.0.0.1:80\" } }", 2, 22, "PROXY_ALLOWED_HOSTS")]
    [InlineData("{ \"active\": { \"api\": \"a\", \"chat\": \"b\" },\n \"upstreams\": { \"a\": \"127.0.0.1:1\" } }", 1, 35, "route 'chat' names 'b', which is not in 'upstreams' (a)")]
    [InlineData("{ \"active\": { \"api\": \"a\",\n  \"chat\" \"b\" } }", 2, 10, "")]
    [InlineData("{ \"active\": { \"api\": \"a\", \"chat\": \"a\" }, \"upstreams\": { \"a\": \"127.0.0.1:1\" } } x", 1, 80, "")]
    public void Refuses_WithThePlace(string text, int line, int column, string reason)
    {
        var (table, problem) = Parse(text);

        Assert.Null(table);
        Assert.Equal((line, column), (problem!.Line, problem.Column));
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_AnUnknownUpstreamFromABadTable() => Assert.Equal(
        (TableProblemCodes.UnknownUpstream, TableProblemCodes.BadTable),
        (Parse(Good.Replace("\"c\" }", "\"x\" }", StringComparison.Ordinal)).Problem!.Code, Parse("{}").Problem!.Code));

    private (EdgeTable? Table, TableProblem? Problem) Parse(string text) => format.Parse(Encoding.UTF8.GetBytes(text));
}
