namespace ProxySwitch.Db;

/// <summary>Role <c>db</c>: a byte-for-byte TCP proxy that is switched like nginx <c>stream</c>.</summary>
internal static class DbProxyRole
{
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static async Task<int> RunAsync()
    {
        // Bytes are moved on the thread that learnt of them instead of being handed to the thread pool: a third less added latency
        // (bench/). It obliges everything that follows a socket operation in this process not to block. Read once, by the first socket.
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null)
        {
            Environment.SetEnvironmentVariable(InlineCompletions, "1");
        }

        var builder = WebApplication.CreateSlimBuilder();
        await using var proxy = await DbProxyHost.StartAsync(builder, DbProxyEnvironment.Read(builder.Configuration));
        await proxy.WaitForShutdownAsync();
        return ExitCodes.Ok;
    }
}
