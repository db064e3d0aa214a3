using System.Runtime.InteropServices;

namespace LoadTests.History;

/// <summary>
/// Files that several processes append to at once. <see cref="FileMode.Append"/> alone seeks to the end once and then counts by itself, so two writers
/// overwrite each other's lines; with O_APPEND every single write goes to the end, whoever wrote before (Linux; elsewhere one writer at a time).
/// </summary>
internal static class AppendFile
{
    // fcntl(2); the values are the same on every Linux that .NET runs on.
    private const int SetFlags = 4;
    private const int Append = 0x400;

    /// <summary>Unbuffered: one call of Write is one write.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static FileStream Open(string path)
    {
        var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (OperatingSystem.IsLinux() && Control(file.SafeFileHandle, SetFlags, Append) != 0)
        {
            file.Dispose();
            throw new IOException($"{path} cannot be appended to: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        return file;
    }

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeHandle file, int command, int argument);
}
