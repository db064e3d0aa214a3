using System.Runtime.InteropServices;

namespace MySqlRuntime.Servers;

/// <summary>Sends a signal; .NET itself can only kill.</summary>
internal static class Signal
{
    private const int Terminate = 15;

    /// <summary>Asks a process of ours to end. Nothing happens when it has ended already.</summary>
    public static void SendTerminate(int pid) => _ = Kill(pid, Terminate);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
