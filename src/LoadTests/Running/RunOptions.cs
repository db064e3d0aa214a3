using System.Net;
using LoadTests.Safety;
using LoadTests.Traffic.Names;

namespace LoadTests.Running;

/// <summary>A run as asked for on the command line, all of it valid.</summary>
internal sealed record RunOptions
{
    public required string Scenario { get; init; }

    /// <summary>Null: the scenario's own.</summary>
    public TimeSpan? Duration { get; init; }
    public required string OutputFolder { get; init; }
    public bool Json { get; init; }
    public bool Html { get; init; }
    public string? JUnitFile { get; init; }

    /// <summary>Null: made from the time.</summary>
    public string? RunId { get; init; }
    public string? SamplesFile { get; init; }
    public string? LedgerFile { get; init; }
    public bool Live { get; init; }
    public double Scale { get; init; } = 1;
    public int Seed { get; init; } = 1;

    /// <summary>How long a resolved address is used.</summary>
    public DnsHabit DnsHabit { get; init; } = DnsHabit.Ttl;

    /// <summary>The stretch of time one point of a chart, and the console's moving numbers, stand for. Null: fits the duration.</summary>
    public TimeSpan? TrendWindow { get; init; }

    /// <summary>Only look, send no load.</summary>
    public bool PreflightOnly { get; init; }

    /// <summary>Whether the operator said what kind of target it is; before a run it is set to what it is taken for.</summary>
    public TargetKind Target { get; init; } = TargetKind.Loopback;

    /// <summary>Null: the target's default.</summary>
    public IReadOnlyList<StopRule>? AbortOn { get; init; }

    /// <summary>Requests a second; null: the target's default.</summary>
    public int? RateCeiling { get; init; }

    /// <summary>Settle by SQL, and refuse to run without a connection string.</summary>
    public bool Database { get; init; }

    /// <summary>Where Prometheus may scrape; null: nowhere.</summary>
    public IPEndPoint? Prometheus { get; init; }

    /// <summary>Questions are answered beforehand.</summary>
    public bool Yes { get; init; }

    public IReadOnlyList<StopRule> StopRules => AbortOn ?? (Target == TargetKind.Production ? [StopRule.ForProduction] : []);

    public int? RequestsPerSecond => RateCeiling ?? (Target == TargetKind.Production ? Safety.RateCeiling.ForProduction : null);
}
