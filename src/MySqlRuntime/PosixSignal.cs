using System.Runtime.InteropServices;

namespace MySqlRuntime;

/// <summary>Signals to processes of ours; .NET itself can only kill. Windows has none of them.</summary>
public static class PosixSignal
{
    public const int Terminate = 15;

    /// <summary>Every thread stands still until it is told to go on; it cannot be caught. Sockets stay open, so the process hangs rather than being gone.</summary>
    public static readonly int Stop = OperatingSystem.IsMacOS() ? 17 : 19;

    public static readonly int Continue = OperatingSystem.IsMacOS() ? 19 : 18;

    public static bool AreThere => !OperatingSystem.IsWindows();

    /// <returns>Null when it was sent, else the system's reason: mostly that the process has ended already.</returns>
    public static string? Send(int pid, int signal) => kill(pid, signal) == 0 ? null : Marshal.GetLastPInvokeErrorMessage();

    /// <summary>To the process and what it has started: its group when it leads one, else all that descend from it.</summary>
    /// <inheritdoc cref="Send" path="/returns"/>
    public static string? SendToTree(int pid, int signal)
    {
        if (getpgid(pid) == pid)
        {
            return Send(-pid, signal);
        }

        var reason = Send(pid, signal);
        if (reason is null)
        {
            foreach (var descendant in ProcessFamily.DescendantsOf(pid))
            {
                // One that has ended meanwhile needs none.
                _ = Send(descendant, signal);
            }
        }

        return reason;
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getpgid(int pid);
}
