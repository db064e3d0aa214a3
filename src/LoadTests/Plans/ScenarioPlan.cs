namespace LoadTests.Plans;

/// <summary>A scenario as a table: who does what for how long, what is measured, and what must hold.</summary>
internal sealed record ScenarioPlan
{
    public required string Id { get; init; }
    public required string Purpose { get; init; }
    public required TimeSpan Duration { get; init; }
    public IReadOnlyList<Phase> Phases { get; init; } = [new Phase("run", 1)];
    public required IReadOnlyList<GroupPlan> Groups { get; init; }
    public required IReadOnlyList<MetricPlan> Metrics { get; init; }
    public required IReadOnlyList<Threshold> Thresholds { get; init; }

    /// <summary>Refuses a target that is not on this machine.</summary>
    public bool LabOnly { get; init; }

    /// <summary>Connects to <c>WS_URL</c>.</summary>
    public bool WebSocket { get; init; }

    public int VirtualUsers => Groups.Sum(group => group.VirtualUsers);

    public bool SignedIn => Groups.Any(group => group.SignedIn);

    public IReadOnlyList<Threshold> AllThresholds => SignedIn ? [.. Thresholds, CommonMetrics.TokenHeld] : Thresholds;

    /// <summary>Also the time-since-intended twin of each trend, and what every scenario has.</summary>
    public IEnumerable<MetricPlan> AllMetrics =>
    [
        .. Metrics,
        .. Metrics.Where(metric => metric.Kind == History.MetricKind.Trend).Select(trend => MetricPlan.Trend(trend.Name + CommonMetrics.SinceIntendedSuffix)),
        CommonMetrics.Unauthorized,
        CommonMetrics.SendsMissed,
    ];

    /// <summary>Whether any group sends the request of that name.</summary>
    public bool Reads(string request) => Groups.Any(group => group.Requests.Any(plan => plan.Name == request));

    public ScenarioPlan Scaled(double scale) => this with { Groups = [.. Groups.Select(group => group.Scaled(scale))] };
}
