namespace ProxySwitch;

/// <summary>What the process ends with; documented in docs/db-proxy.md and docs/edge.md.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>An unexpected failure: a bug or lost infrastructure.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage or configuration, or an address that cannot be listened on. Nothing was started.</summary>
    public const int Configuration = 2;
}
