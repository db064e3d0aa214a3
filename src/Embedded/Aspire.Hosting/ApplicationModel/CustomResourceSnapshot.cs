using System.Collections.Immutable;
using Health = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a resource at a moment.</summary>
public sealed record CustomResourceSnapshot
{
    public required string ResourceType { get; init; }

    public ResourceStateSnapshot? State { get; init; }

    public int? ExitCode { get; init; }

    public DateTime? StartTimeStamp { get; init; }

    public DateTime? StopTimeStamp { get; init; }

    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>Null unless the resource runs; healthy when it runs and has no health checks.</summary>
    public Health? HealthStatus => State?.Text != KnownResourceStates.Running
        ? null
        : HealthReports.Length == 0
            ? Health.Healthy
            : HealthReports.Min(report => report.Status ?? Health.Unhealthy);

    /// <summary>Running, healthy, and every <see cref="ResourceReadyEvent"/> handler has returned.</summary>
    internal bool IsReady { get; init; }

    internal bool IsTerminal => State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);
}
