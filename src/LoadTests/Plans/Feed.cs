using LoadTests.History;

namespace LoadTests.Plans;

/// <summary>The ways an answer feeds a metric. Answers we cancelled ourselves and 401 never get here.</summary>
internal static class Feed
{
    /// <summary>Success or not into a rate.</summary>
    public static FeedRule Success(MetricPlan rate) => (metrics, answer) => metrics.Add(rate, answer.Ok);

    /// <summary>Success or not into a rate, only of requests sent in a phase.</summary>
    public static FeedRule SuccessIn(string phase, MetricPlan rate) => (metrics, answer) =>
    {
        if (answer.Phase == phase)
        {
            metrics.Add(rate, answer.Ok);
        }
    };

    /// <summary>
    /// Service time into a trend, and the time since the intended send into its twin. Answers and time-outs only:
    /// a refused connection is over in no time and would flatter the percentiles.
    /// </summary>
    public static FeedRule Time(MetricPlan trend) => (metrics, answer) =>
    {
        if (answer.Status != 0 || answer.Outcome == Outcome.Timeout)
        {
            metrics.Record(trend, answer.ServiceMs, answer.SinceIntendedMs);
        }
    };

    /// <summary>Counts every answer that came, under who gave it.</summary>
    public static FeedRule CountedBy(string tag, MetricPlan counter, Func<Traffic.Answer, string?> who) => (metrics, answer) =>
    {
        if (answer.Status != 0)
        {
            metrics.Count(counter, new Metrics.MetricTag(tag, who(answer) ?? "unknown"));
        }
    };

    /// <summary>Counts successes that took longer.</summary>
    public static FeedRule SlowerThan(TimeSpan limit, MetricPlan counter) => When(counter, answer => IsSlow(answer, limit));

    /// <summary>Counts successes of requests sent in a phase that took longer.</summary>
    public static FeedRule SlowerThanIn(string phase, TimeSpan limit, MetricPlan counter) =>
        When(counter, answer => answer.Phase == phase && IsSlow(answer, limit));

    /// <summary>Counts every answer.</summary>
    public static FeedRule Sent(MetricPlan counter) => (metrics, _) => metrics.Count(counter);

    public static FeedRule Succeeded(MetricPlan counter) => When(counter, answer => answer.Ok);

    public static FeedRule Failed(MetricPlan counter) => When(counter, answer => !answer.Ok);

    public static FeedRule TimedOut(MetricPlan counter) => When(counter, answer => answer.Outcome == Outcome.Timeout);

    public static FeedRule WasReset(MetricPlan counter) => When(counter, answer => answer.Outcome == Outcome.Reset);

    /// <summary>The server, or nobody, answered: status 500 and up, or none.</summary>
    public static FeedRule ServerFailed(MetricPlan counter) => When(counter, answer => !answer.Ok && answer.Status is 0 or >= 500);

    /// <summary>Status 500 and up.</summary>
    public static FeedRule ServerError(MetricPlan counter) => When(counter, answer => answer.Status >= 500);

    private static bool IsSlow(Traffic.Answer answer, TimeSpan limit) => answer.Ok && answer.ServiceMs > limit.TotalMilliseconds;

    private static FeedRule When(MetricPlan counter, Func<Traffic.Answer, bool> holds) => (metrics, answer) =>
    {
        if (holds(answer))
        {
            metrics.Count(counter);
        }
    };
}
