namespace ProxySwitch.Edge;

/// <summary>Role <c>edge</c>: an HTTP reverse proxy in front of api and chat that is switched like nginx.</summary>
internal static class EdgeRole
{
    public static async Task<int> RunAsync()
    {
        // A request that stays on one thread from the client to the upstream and back finds its data in that processor's cache; two threads pass it to
        // and fro and contend. Half the processors are left for those in front and behind.
        InlineCompletions.Prefer(Math.Max(1, Environment.ProcessorCount / 2));
        var builder = WebApplication.CreateSlimBuilder();
        await using var edge = await EdgeHost.StartAsync(builder, EdgeEnvironment.Read(builder.Configuration));
        await edge.WaitForShutdownAsync();
        return ExitCodes.Ok;
    }
}
