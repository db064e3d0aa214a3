using System.Runtime.InteropServices;

namespace AppHost.Faults;

/// <summary>The signals that stop a process where it is and let it go on; .NET itself has no name for them.</summary>
internal static class ProcessSignal
{
    private static readonly int Stop = OperatingSystem.IsMacOS() ? 17 : 19;
    private static readonly int Continue = OperatingSystem.IsMacOS() ? 19 : 18;

    /// <summary>Windows has neither.</summary>
    public static bool AreThere => !OperatingSystem.IsWindows();

    /// <summary>Null when it was sent, else the system's reason.</summary>
    public static string? SendStop(int pid) => Send(pid, Stop);

    public static string? SendContinue(int pid) => Send(pid, Continue);

    /// <summary>To all of its group when the process leads one: what it has started is part of it.</summary>
    private static string? Send(int pid, int signal) =>
        kill(getpgid(pid) == pid ? -pid : pid, signal) == 0 ? null : Marshal.GetLastPInvokeErrorMessage();

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getpgid(int pid);
}
