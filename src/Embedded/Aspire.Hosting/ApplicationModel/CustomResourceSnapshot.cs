using System.Collections.Immutable;
using Health = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is known of a resource at a moment.</summary>
public sealed record CustomResourceSnapshot
{
    public required string ResourceType { get; init; }

    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    public ResourceStateSnapshot? State { get; init; }

    public int? ExitCode { get; init; }

    public DateTime? CreationTimeStamp { get; init; }

    public DateTime? StartTimeStamp { get; init; }

    public DateTime? StopTimeStamp { get; init; }

    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Brought up to date with every change of the snapshot.</summary>
    public ImmutableArray<ResourceCommandSnapshot> Commands { get; init; } = [];

    public string? IconName { get; init; }

    public IconVariant? IconVariant { get; init; }

    public bool IsHidden { get; init; }

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
