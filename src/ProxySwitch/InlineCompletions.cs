namespace ProxySwitch;

/// <summary>
/// Bytes are moved on the thread that learnt of them instead of being handed to the thread pool: a third less added latency (bench/). It
/// obliges everything that follows a socket operation in the process not to block.
/// </summary>
internal static class InlineCompletions
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Unless the operator has decided. Read once, by the process's first socket.</summary>
    public static void Prefer()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }
}
