namespace MySqlRuntime.Fetching;

/// <summary>What a fetch is doing, in order.</summary>
public enum FetchPhase
{
    Waiting,
    ReadingPackageLists,
    Downloading,
    Unpacking,
    Verifying,
    Done,
}
