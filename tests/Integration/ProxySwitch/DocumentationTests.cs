namespace Integration.ProxySwitch;

/// <summary>What docs/db-proxy.md tells the operator to type works as written.</summary>
public sealed class DocumentationTests
{
    [Fact(Timeout = 60_000)]
    public async Task EveryCurl_InTheManual_Works()
    {
        Assert.SkipUnless(Manual.WhyNot is null, Manual.WhyNot ?? "");
        using var source = new TestUpstream("source");
        using var target = new TestUpstream("target");
        await using var proxy = await RunningProxy.StartAsync([source, target]);

        Assert.Equal(5, await Manual.RunCurlsAsync("db-proxy.md", proxy.Control, RunningProxy.Secret, command => command));

        var state = await proxy.StateAsync();
        Assert.Equal(("target", 3), (state.GetProperty("active").GetString(), state.GetProperty("generation").GetInt32()));
    }
}
