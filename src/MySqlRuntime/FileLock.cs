using System.Globalization;

namespace MySqlRuntime;

/// <summary>
/// A lock between processes: an open file that the operating system has locked for us (flock). It ends with the process, however that ends,
/// so a lock file that lies about means nothing. The file is never deleted: deleting it would let two processes hold "the" lock on two files.
/// </summary>
internal sealed class FileLock : IDisposable
{
    // On Unix an IOException carries the system's error number: EWOULDBLOCK is what flock says when another process holds the lock.
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Waits until the lock is ours. <paramref name="onWait"/> is called once, with the process id of who holds it if that is known.</summary>
    public static async Task<FileLock> AcquireAsync(string path, TimeProvider time, Action<int?> onWait, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (var waited = false; ; waited = true)
        {
            if (TryAcquire(path) is { } held)
            {
                return held;
            }

            if (!waited)
            {
                onWait(ReadHolder(path));
            }

            await Task.Delay(RetryEvery, time, cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileLock? TryAcquire(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            WriteHolder(path);
            return new FileLock(file);
        }
        catch (IOException exception) when (exception.HResult is WouldBlockOnLinux or WouldBlockOnMac)
        {
            return null;
        }
    }

    private static void WriteHolder(string path)
    {
        try
        {
            File.WriteAllText(HolderOf(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // Somebody is reading it, or the disk is full: the lock holds without it.
        }
    }

    private static int? ReadHolder(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(HolderOf(path)), CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Beside the lock: the locked file itself cannot be read by others. Only for the message; the lock does not depend on it.</summary>
    private static string HolderOf(string path) => $"{path}.holder";
}
