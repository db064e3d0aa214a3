namespace ProxySwitch.Db;

/// <summary>Role <c>db</c>: a byte-for-byte TCP proxy that is switched like nginx <c>stream</c>.</summary>
internal static class DbProxyRole
{
    public static async Task<int> RunAsync()
    {
        InlineCompletions.Prefer();
        var builder = WebApplication.CreateSlimBuilder();
        await using var proxy = await DbProxyHost.StartAsync(builder, DbProxyEnvironment.Read(builder.Configuration));
        await proxy.WaitForShutdownAsync();
        return ExitCodes.Ok;
    }
}
