namespace ProxySwitch.Edge;

/// <summary>Role <c>edge</c>: an HTTP reverse proxy in front of api and chat that is switched like nginx.</summary>
internal static class EdgeRole
{
    public static async Task<int> RunAsync()
    {
        InlineCompletions.Prefer();
        var builder = WebApplication.CreateSlimBuilder();
        await using var edge = await EdgeHost.StartAsync(builder, EdgeEnvironment.Read(builder.Configuration));
        await edge.WaitForShutdownAsync();
        return ExitCodes.Ok;
    }
}
