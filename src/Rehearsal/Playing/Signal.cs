using System.Runtime.InteropServices;

namespace Rehearsal.Playing;

/// <summary>POSIX signals, which .NET's Process does not send. Not on Windows.</summary>
internal static class Signal
{
    public const int Term = 15;
    public const int Continue = 18;

    /// <summary>Stops every thread of a process until it is continued; it cannot be caught. Its sockets stay open, so it hangs rather than being gone. Linux's number.</summary>
    public const int Stop = 19;

    /// <summary>Does nothing when the process is gone.</summary>
    public static void Send(int pid, int signal) => _ = Kill(pid, signal);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int pid, int signal);
}
