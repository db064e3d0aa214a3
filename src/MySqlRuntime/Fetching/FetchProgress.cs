namespace MySqlRuntime.Fetching;

/// <summary>One step of progress. <see cref="TotalBytes"/> is null while the size is not known yet.</summary>
public sealed record FetchProgress(FetchPhase Phase, string Message, long Bytes = 0, long? TotalBytes = null)
{
    /// <summary>0–100, or null while the size is not known.</summary>
    public double? Percent => TotalBytes is > 0 and var total ? Math.Clamp(100.0 * Bytes / total, 0, 100) : null;
}
