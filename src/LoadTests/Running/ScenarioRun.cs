using System.Net.Sockets;
using LoadTests.CommandLine;
using LoadTests.Configuration;
using LoadTests.History;
using LoadTests.Ledger;
using LoadTests.Metrics;
using LoadTests.Plans;
using LoadTests.Preflight;
using LoadTests.Reports;
using LoadTests.Safety;
using LoadTests.Scenarios;
using LoadTests.Traffic;
using LoadTests.Traffic.Names;

namespace LoadTests.Running;

/// <summary>
/// One run of one scenario, from the first check to the exit code.
/// <para>
/// 1. Open the result files, warm up. 2. Preflight, prepare the scenario. 3. Play the load. 4. Close what can only be known at the
/// end. 5. Settle the ledger. 6. Judge the thresholds. 7. Write the summary and say what came out.
/// </para>
/// </summary>
internal sealed class ScenarioRun(
    LoadScenario scenario,
    RunOptions options,
    TargetSettings settings,
    TargetAccess access,
    TimeProvider time,
    RunConsole console,
    Func<string, string?> environment)
{
    // What is under way when the time is over may still be answered, so that it need not stay unknown; a Ctrl+C has less patience.
    private static readonly TimeSpan GraceAtEnd = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GraceOnAbort = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan ConsoleWindow = TimeSpan.FromSeconds(5);

    private readonly ScenarioPlan plan = scenario.Plan.Scaled(options.Scale);
    private readonly TimeSpan duration = options.Duration ?? scenario.Plan.Duration;
    private TimeSpan played;
    private long startedAt;

    /// <summary>Only looks whether a run could start. No files.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> PreflightAsync(CancellationToken abort)
    {
        console.Output.WriteLine($"preflight for {plan.Id} against {settings.BaseUrl}");
        try
        {
            var checks = await new PreflightRun(plan, duration, settings, access, time, abort).RunAsync(check => console.Output.WriteLine(check.Line));
            return AllScenarios.Worst(checks.Select(check => check.ExitCode));
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }

    public async Task<RunSummary> RunAsync(CancellationToken abort)
    {
        var clock = new RunClock(time);
        var before = (Asked: access.Probe.Requests, Renewed: access.Renewal.Requests);
        await using var board = new ConsoleBoard(console.Output, console.Draws);
        await using var files = OpenFiles(clock, options.Live ? null : board);
        await WarmUp.RunAsync(time, abort);
        using var stalls = new StallWatch(clock);
        var series = new TimeSeries();
        LoadSession? running = null;
        var rules = new StopRules(options.StopRules, reason => running?.Stop(GraceAtEnd, new StopCause(ExitCode.ThresholdFailed, reason)));
        var names = NameCache.For(settings.DnsServer, options.DnsHabit, time);
        using var target = new HttpTarget(settings.BaseUrl, access.RunId, names);
        using var metrics = new MetricSet(plan.AllMetrics, files.MetricSinks);
        var ledger = new WriteLedger(access.RunId, scenario.LedgerLetter ?? '-', clock, files.Ledger);
        using var session = new LoadSession(plan, duration, settings, target, clock, metrics, new SampleFanOut([.. files.SampleSinks, series, stalls, rules]), ledger, files.Log)
        {
            Ceiling = options.RequestsPerSecond is { } perSecond ? new RateCeiling(perSecond) : null,
            Renewal = access.Renewal,
            Names = names,
        };
        running = session;
        using var telemetry = RunTelemetry.Start(environment, plan.Id, access.RunId);
        files.Log.Listener = telemetry?.Log(RunTelemetry.LogCategory);
        await using var prometheus = OpenPrometheus(session);
        await using var live = options.Live ? new LiveLines(console.Output, session) : null;

        files.Log.Line(SummaryText.Heading(plan, duration, settings, access.RunId, options));
        var users = new UserFactory(session, settings, plan.Id, options.Seed);
        var scout = new Scout(target, settings, users.ScoutUser(), access.Renewal, abort);
        var refused = await PrepareAsync(scout, files.Log, abort);
        var preflight = scout.Requests + access.Probe.Requests - before.Asked;
        before = (access.Probe.Requests, access.Renewal.Requests);
        if (refused is null)
        {
            live?.Enter(LiveState.Running);
            stalls.Start();
            await PlayAsync(session, users, series, board, abort);
        }

        scenario.Finish(session);
        live?.Enter(LiveState.Settling);
        var aborted = abort.IsCancellationRequested;
        var renewed = access.Renewal.Requests - before.Renewed;
        before.Asked = access.Probe.Requests;
        var settled = scenario.LedgerLetter is null
            ? null
            : await LedgerSettlement.RunAsync(scenario, session, settings, new ApiMeetings(new PatientReads(access.Probe, time, abort), time), aborted || refused is not null);
        var unwritten = await files.CloseAsync();
        var summary = new RunSummaryOf(scenario, plan, options, session, stalls)
        {
            RunId = access.RunId,
            Played = played,
            Refused = refused,
            Aborted = aborted,
            Settled = settled,
            Unwritten = unwritten,
            PreflightRequests = preflight,
            RenewalRequests = renewed,
            SettlementRequests = access.Probe.Requests - before.Asked,
        }.Build();
        Action<RunSummary> page = whole => HtmlReport.Write(files.HtmlPath, plan, whole, series, startedAt, options.TrendWindow ?? HtmlReport.DefaultWindow(played));
        summary = new RunResults(files, options.Html ? page : null).Write(summary);
        live?.Enter(LiveState.Done);
        if ((options.Live || files.Log.Failure is not null) && summary.Reason is { } reason)
        {
            console.Errors.WriteLine($"{plan.Id}: {reason}");
        }

        return summary;
    }

    private RunFiles OpenFiles(RunClock clock, ConsoleBoard? board)
    {
        try
        {
            return RunFiles.Open(options, plan, clock, board);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RunRefusedException(ExitCode.Usage, $"the results cannot be written: {failure.Message}");
        }
    }

    private PrometheusEndpoint? OpenPrometheus(LoadSession session)
    {
        if (options.Prometheus is not { } at)
        {
            return null;
        }

        try
        {
            var endpoint = new PrometheusEndpoint(at, () => PrometheusText.Of(session, access.RunId));
            session.Log.Line($"metrics at http://{endpoint.Address}/metrics");
            return endpoint;
        }
        catch (SocketException failure)
        {
            throw new RunRefusedException(ExitCode.Usage, $"--prometheus: {at} cannot be listened on ({failure.SocketErrorCode}); choose another port");
        }
    }

    /// <summary>Null when the load may start.</summary>
    private async Task<RunRefusedException?> PrepareAsync(Scout scout, RunLog log, CancellationToken abort)
    {
        try
        {
            var checks = await new PreflightRun(plan, duration, settings, access, time, abort).RunAsync(check => log.Line(check.Line));
            var failed = checks.Where(check => !check.Ok).ToList();
            if (failed.Count > 0)
            {
                return new RunRefusedException(AllScenarios.Worst(failed.Select(check => check.ExitCode)), string.Join("; ", failed.Select(check => $"{check.Name}: {check.Detail}")));
            }

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

    private async Task PlayAsync(LoadSession session, UserFactory users, TimeSeries series, ConsoleBoard board, CancellationToken abort)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var freshness = access.Renewal.KeepFreshAsync(session.Log.Event, over.Token);
        using var stopOnAbort = abort.Register(() => session.Stop(GraceOnAbort));
        session.Begin();
        startedAt = session.Clock.Now;
        await using (options.Live ? null : new LiveDisplay(board, session, series, duration, options.TrendWindow ?? ConsoleWindow, options.OutputFolder))
        {
            LoadEngine.Play(session, duration, GraceAtEnd, users.New);
        }

        played = session.Elapsed;
        await over.CancelAsync();
        await freshness;
    }
}
