using System.ComponentModel.DataAnnotations;

namespace ServiceDefaults.Health;

/// <summary>Section <c>Shutdown</c>.</summary>
public sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>Milliseconds between "not ready" and "not listening"; 0 when nothing polls readiness. 0 to 60,000.</summary>
    [Range(0, 60_000)]
    public int DrainMs { get; set; }

    /// <summary>Milliseconds that requests in flight are given to finish. 100 to 120,000; Spring Boot's default phase is 30 s.</summary>
    [Range(100, 120_000)]
    public int TimeoutMs { get; set; } = 30_000;

    public TimeSpan Drain => TimeSpan.FromMilliseconds(DrainMs);

    public TimeSpan Timeout => TimeSpan.FromMilliseconds(TimeoutMs);
}
