using LoadTests.Annotations;
using LoadTests.CommandLine;
using LoadTests.History;
using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Scenarios;
using LoadTests.Traffic;

namespace LoadTests.Running;

/// <summary>Puts a run that is over into its summary: judges the thresholds, decides the exit code.</summary>
internal sealed class RunSummaryOf(LoadScenario scenario, ScenarioPlan plan, RunOptions options, LoadSession session, StallWatch stalls)
{
    public required string RunId { get; init; }
    public required TimeSpan Played { get; init; }

    /// <summary>Why the load never started; null when it did.</summary>
    public required RunRefusedException? Refused { get; init; }
    public required bool Aborted { get; init; }
    public required SettledLedger? Settled { get; init; }

    /// <summary>Result files that could not be written.</summary>
    public required IReadOnlyList<string> Unwritten { get; init; }
    public required long PreflightRequests { get; init; }
    public required long RenewalRequests { get; init; }
    public required long SettlementRequests { get; init; }

    public RunSummary Build()
    {
        IReadOnlyList<MetricPlan> unmeasured = [.. scenario.NotMeasured, .. Settled is { Summary.Settled: false } ? scenario.MeasuredBySettlement : []];
        var measured = session.Metrics.Summaries().Where(metric => unmeasured.All(plan => plan.Name != metric.Name)).ToList();
        var thresholds = Refused is null ? Judge(measured) : [];
        var windows = session.Writes.Windows();
        var (exitCode, reason) = Outcome(thresholds);
        var own = stalls.Stalls;
        var startedAt = session.Clock.Now - (long)session.Elapsed.TotalMicroseconds;
        var marks = AnnotationFile.Between(options.OutputFolder, startedAt, session.Clock.Now);
        return new RunSummary
        {
            Scenario = plan.Id,
            RunId = RunId,
            StartedAt = session.Clock.StartedAt,
            EndedAt = RunClock.ToTime(session.Clock.Now),
            DurationMs = (long)Played.TotalMilliseconds,
            Aborted = Aborted,
            ExitCode = exitCode,
            Reason = reason,
            Target = session.Settings.BaseUrl.ToString(),
            Seed = options.Seed,
            VirtualUsers = plan.VirtualUsers,
            Requests = session.Requests,
            Failed = session.Failed,
            RenewalRequests = RenewalRequests,
            SettlementRequests = SettlementRequests,
            HeldBack = session.Ceiling?.Delayed ?? 0,
            PreflightRequests = PreflightRequests,
            Metrics = measured,
            Thresholds = thresholds,
            WriteUnavailable = windows,
            Ledger = Settled?.Summary,
            Edges = session.Edges.Uses(),
            OwnStalls = own.Count > 0 ? own : null,
            RequestsInOwnStalls = stalls.Touched.Requests,
            FailedInOwnStalls = stalls.Touched.Failed,
            Annotations = marks.Count > 0 ? marks : null,
            Quotes = Aborted || Refused is not null || session.Cause is not null ? [] : [.. scenario.Quotes(new RunResult(measured, thresholds, windows, Settled?.Summary))],
        };
    }

    private List<ThresholdResult> Judge(IReadOnlyList<MetricSummary> measured) =>
    [
        .. plan.AllThresholds.Select(threshold => threshold.Judge(measured, Settled?.Summary.Reason ?? "not measured")),
    ];

    private (int ExitCode, string? Reason) Outcome(List<ThresholdResult> thresholds) => (Refused, Aborted) switch
    {
        ({ } refused, _) => (refused.ExitCode, refused.Message),
        (_, true) => (ExitCode.Interrupted, "interrupted"),
        _ when session.Cause is { } cause => (cause.ExitCode, cause.Reason),
        _ when Settled?.Failure is { } failure => (ExitCode.Error, failure),
        _ when Unwritten.Count > 0 => (ExitCode.Error, RunResults.Unwritten + string.Join("; ", Unwritten)),
        _ when thresholds.Any(threshold => threshold.Ok == false) => (ExitCode.ThresholdFailed, null),
        _ => (ExitCode.Passed, null),
    };
}
