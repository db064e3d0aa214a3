using Integration.ProxySwitch;

namespace Integration.Edge;

/// <summary>What docs/edge.md tells the operator to type works as written.</summary>
public sealed class DocumentationTests
{
    [Fact(Timeout = 60_000)]
    public async Task EveryCurl_InTheManual_Works()
    {
        Assert.SkipUnless(Manual.WhyNot is null, Manual.WhyNot ?? "");
        await using var first = await WebUpstream.StartAsync("api-lightsail");
        await using var api = await WebUpstream.StartAsync("api-vpc");
        await using var chat = await WebUpstream.StartAsync("chat-vpc");
        await using var edge = await RunningEdge.StartAsync([first, api, chat]);

        Assert.Equal(6, await Manual.RunCurlsAsync("edge.md", edge.Control, RunningEdge.Secret,
            command => command.Replace("127.0.0.1:8090", first.EndPoint.ToString(), StringComparison.Ordinal)));

        var state = await edge.StateAsync();
        Assert.Equal(("api-green", "chat-vpc", 4),
            (state.GetProperty("active").GetProperty("api").GetString(), state.GetProperty("active").GetProperty("chat").GetString(), state.GetProperty("generation").GetInt32()));
    }
}
