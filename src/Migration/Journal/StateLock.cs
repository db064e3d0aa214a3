namespace Migration.Journal;

/// <summary>Held while a runbook that changes something is at work; the system releases it when the process dies.</summary>
internal sealed class StateLock : IDisposable
{
    private readonly FileStream _file;

    private StateLock(FileStream file) => _file = file;

    /// <summary>Null when another process holds it.</summary>
    public static StateLock? TryTake(string stateDirectory)
    {
        Directory.CreateDirectory(stateDirectory);
        try
        {
            return new StateLock(new FileStream(Path.Combine(stateDirectory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken) when (taken is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
