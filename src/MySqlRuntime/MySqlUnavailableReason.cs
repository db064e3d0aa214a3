namespace MySqlRuntime;

/// <summary>Why no MySQL can be had. Each has its own ways out in <see cref="MySqlUnavailableException"/>.</summary>
public enum MySqlUnavailableReason
{
    PathNotFound,
    NotRunnable,
    MariaDb,
    TooOld,
    ToolMissing,
    NoApt,
    NoKeyring,
    ArchitectureNotOffered,
    NoDiskSpace,
    MirrorUnreachable,
    PackagesNotOffered,
    DownloadFailed,
    UnpackFailed,
    CacheUnwritable,
    NoContainerEngine,
    EngineNotRunning,
    EngineElsewhere,
    ImageUnavailable,
    ImageNotMySql,
}
