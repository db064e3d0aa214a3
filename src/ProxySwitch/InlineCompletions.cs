using System.Globalization;

namespace ProxySwitch;

/// <summary>
/// Bytes are moved on the thread that learnt of them instead of being handed to the thread pool: a third less added latency (bench/). It
/// obliges everything that follows a socket operation in the process not to block.
/// </summary>
internal static class InlineCompletions
{
    private const string Inline = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";
    private const string Threads = "DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT";

    /// <summary>Unless the operator has decided. Read once, by the process's first socket.</summary>
    /// <param name="threads">How many threads wait for sockets and move what they bring; null leaves it to .NET, which takes one per processor.</param>
    public static void Prefer(int? threads = null)
    {
        SetIfUnset(Inline, "1");
        if (threads is { } count)
        {
            SetIfUnset(Threads, count.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void SetIfUnset(string variable, string value)
    {
        if (Environment.GetEnvironmentVariable(variable) is null)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }
    }
}
