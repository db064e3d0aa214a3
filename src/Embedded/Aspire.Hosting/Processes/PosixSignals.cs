using System.Runtime.InteropServices;

namespace Aspire.Hosting.Processes;

/// <summary>The three calls of POSIX that .NET has no name for.</summary>
internal static class PosixSignals
{
    public const int Kill = 9;
    public const int Terminate = 15;
    public static readonly int Continue = OperatingSystem.IsMacOS() ? 19 : 18;

    public static bool IsLeaderOfItsGroup(int pid) => getpgid(pid) == pid;

    public static void SendToProcess(int pid, int signal) => _ = kill(pid, signal);

    public static void SendToGroup(int groupId, int signal) => _ = kill(-groupId, signal);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int pid, int signal);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int getpgid(int pid);
}
