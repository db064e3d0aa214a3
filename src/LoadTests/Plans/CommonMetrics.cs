namespace LoadTests.Plans;

/// <summary>Metrics of ours that every scenario has.</summary>
internal static class CommonMetrics
{
    /// <summary>Answers 401 after the run had started: the token, not the service. They feed no other metric.</summary>
    public static readonly MetricPlan Unauthorized = MetricPlan.Counter("load_unauthorized");

    /// <summary>Requests a virtual user would have sent while it was stuck in another one.</summary>
    public static readonly MetricPlan SendsMissed = MetricPlan.Counter("load_sends_missed");

    /// <summary>Appended to a trend's name: the same requests, measured from when they should have been sent.</summary>
    public const string SinceIntendedSuffix = "_since_intended";

    /// <summary>An expired token fails its run instead of passing quietly on the requests before.</summary>
    public static readonly Threshold TokenHeld = new(Unauthorized, new Checks.ThresholdExpression("== 0"));
}
