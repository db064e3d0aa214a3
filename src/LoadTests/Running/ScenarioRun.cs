using LoadTests.CommandLine;
using LoadTests.Configuration;
using LoadTests.History;
using LoadTests.Ledger;
using LoadTests.Metrics;
using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Scenarios;
using LoadTests.Traffic;
using LoadTests.Traffic.Names;

namespace LoadTests.Running;

/// <summary>
/// One run of one scenario, from the first check to the exit code.
/// <para>
/// 1. Open the result files. 2. Prove the tokens, prepare the scenario. 3. Play the load. 4. Close what can only be known at the
/// end. 5. Settle the ledger. 6. Judge the thresholds. 7. Write the summary and say what came out.
/// </para>
/// </summary>
internal sealed class ScenarioRun(LoadScenario scenario, RunOptions options, TargetSettings settings, TimeProvider time, TextWriter output, TextWriter errors)
{
    // What is under way when the time is over may still be answered, so that it need not stay unknown; a Ctrl+C has less patience.
    private static readonly TimeSpan GraceAtEnd = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GraceOnAbort = TimeSpan.FromMilliseconds(400);

    private readonly ScenarioPlan plan = scenario.Plan.Scaled(options.Scale);
    private readonly TimeSpan duration = options.Duration ?? scenario.Plan.Duration;
    private TimeSpan played;

    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken abort)
    {
        var clock = new RunClock(time);
        var runId = options.RunId ?? NewRunId(time, options.Seed);
        await using var files = OpenFiles(clock);
        var names = NameCache.For(settings.DnsServer, options.DnsHabit, time);
        using var target = new HttpTarget(settings.BaseUrl, runId, names);
        using var metrics = new MetricSet(plan.AllMetrics, files.MetricSinks);
        var ledger = new WriteLedger(runId, scenario.LedgerLetter ?? '-', clock, files.Ledger);
        using var session = new LoadSession(plan, duration, settings, target, clock, metrics, files.Samples, ledger, files.Log);
        session.Names = names;
        await using var live = options.Live ? new LiveLines(output, session) : null;

        files.Log.Line(SummaryText.Heading(plan, duration, settings, runId, options.Seed));
        var users = new UserFactory(session, settings, plan.Id, options.Seed);
        var scout = new Scout(target, settings, users.ScoutUser(), abort);
        var preparation = await PrepareAsync(scout, abort);
        if (preparation is null)
        {
            live?.Enter(LiveState.Running);
            Play(session, users, abort);
        }

        scenario.Finish(session);
        live?.Enter(LiveState.Settling);
        var aborted = abort.IsCancellationRequested;
        var settled = scenario.LedgerLetter is null ? null : await LedgerSettlement.RunAsync(scenario, session, settings, aborted || preparation is not null);
        var summary = await SummariseAsync(session, files, settled, preparation, scout.Requests, runId, aborted);
        HistoryFile.WriteSummary(files.SummaryPath, summary);
        files.Log.Line(SummaryText.Result(summary, files.BasePath));
        live?.Enter(LiveState.Done);
        if (options.Live && summary.Reason is { } reason)
        {
            errors.WriteLine($"{plan.Id}: {reason}");
        }

        return summary.ExitCode;
    }

    private RunFiles OpenFiles(RunClock clock)
    {
        try
        {
            return RunFiles.Open(options, plan, clock, options.Live ? null : output);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RunRefusedException(ExitCode.Usage, $"the results cannot be written: {failure.Message}");
        }
    }

    /// <summary>Null when the load may start.</summary>
    private async Task<RunRefusedException?> PrepareAsync(Scout scout, CancellationToken abort)
    {
        try
        {
            await TokenCheck.RunAsync(scout, settings, plan.Groups.Where(group => group.SignedIn).Sum(group => group.VirtualUsers), time, abort);
            await scenario.PrepareAsync(scout);
            return null;
        }
        catch (RunRefusedException refused)
        {
            return refused;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return new RunRefusedException(ExitCode.Interrupted, "interrupted before the load started");
        }
    }

    private void Play(LoadSession session, UserFactory users, CancellationToken abort)
    {
        using var stopOnAbort = abort.Register(() => session.Stop(GraceOnAbort));
        session.Begin();
        LoadEngine.Play(session, duration, GraceAtEnd, users.New);
        played = session.Elapsed;
    }

    private async Task<RunSummary> SummariseAsync(
        LoadSession session,
        RunFiles files,
        SettledLedger? settled,
        RunRefusedException? preparation,
        long preflightRequests,
        string runId,
        bool aborted)
    {
        IReadOnlyList<MetricPlan> unmeasured = [.. scenario.NotMeasured, .. settled is { Summary.Settled: false } ? scenario.MeasuredBySettlement : []];
        var measured = session.Metrics.Summaries().Where(metric => unmeasured.All(plan => plan.Name != metric.Name)).ToList();
        var thresholds = preparation is null
            ? plan.AllThresholds
                .Select(threshold => threshold.Judge(measured, settled?.Summary.Reason ?? "not measured"))
                .ToList()
            : [];
        var unwritten = await files.CloseAsync();
        var windows = session.Writes.Windows();
        var (exitCode, reason) = (preparation, aborted) switch
        {
            ({ } refused, _) => (refused.ExitCode, refused.Message),
            (_, true) => (ExitCode.Interrupted, "interrupted"),
            _ when settled?.Failure is { } failure => (ExitCode.Error, failure),
            _ when unwritten.Count > 0 => (ExitCode.Error, $"results could not be written: {string.Join("; ", unwritten)}"),
            _ when thresholds.Any(threshold => threshold.Ok == false) => (ExitCode.ThresholdFailed, null),
            _ => (ExitCode.Passed, (string?)null),
        };
        var result = new RunResult(measured, thresholds, windows, settled?.Summary);
        return new RunSummary
        {
            Scenario = plan.Id,
            RunId = runId,
            StartedAt = session.Clock.StartedAt,
            EndedAt = RunClock.ToTime(session.Clock.Now),
            DurationMs = (long)played.TotalMilliseconds,
            Aborted = aborted,
            ExitCode = exitCode,
            Reason = reason,
            Target = settings.BaseUrl.ToString(),
            Seed = options.Seed,
            VirtualUsers = plan.VirtualUsers,
            Requests = session.Requests,
            Failed = session.Failed,
            PreflightRequests = preflightRequests,
            Metrics = measured,
            Thresholds = thresholds,
            WriteUnavailable = windows,
            Ledger = settled?.Summary,
            Edges = session.Edges.Uses(),
            Quotes = aborted || preparation is not null ? [] : [.. scenario.Quotes(result)],
        };
    }

    private static string NewRunId(TimeProvider time, int seed) =>
        $"{time.GetUtcNow():yyMMddHHmmss}-{new Random(HashCode.Combine(seed, time.GetTimestamp())).Next(0x10000):x4}";
}
