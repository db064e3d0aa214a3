using System.CommandLine;
using System.Runtime.InteropServices;
using LoadTests.Annotations;
using LoadTests.Configuration;
using LoadTests.History;
using LoadTests.Reports;
using LoadTests.Running;
using LoadTests.Safety;
using LoadTests.Scenarios;

namespace LoadTests.CommandLine;

/// <summary>From arguments and environment to an exit code. Everything that comes from outside comes in here.</summary>
internal sealed class LoadTestsProgram(TextWriter output, TextWriter errors, Func<string, string?> environment, TimeProvider time, Terminal? terminal = null)
{
    private const string NothingSent = "Nothing was sent.";

    private readonly Terminal terminal = terminal ?? Terminal.None;

    public async Task<int> RunAsync(string[] args, CancellationToken cancellation = default)
    {
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interrupt = Handle(PosixSignal.SIGINT, abort);
        using var terminate = Handle(PosixSignal.SIGTERM, abort);

        var parsed = LoadTestsCommand.Build(new CommandHandlers(RunAsync, CleanUpAsync, AnnotateAsync), output).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(parsed.Errors.Select(error => error.Message), "`LoadTests help` explains everything.");
        }

        // Signals are ours: the library's own handling would end the process before the results are written.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, Output = output, Error = errors };
        return await parsed.InvokeAsync(invocation, abort.Token);
    }

    private async Task<int> RunAsync(RunOptions options, CancellationToken abort)
    {
        var isAll = options.Scenario == AllScenarios.Name;
        IReadOnlyList<LoadScenario> scenarios = isAll ? AllScenarios.New() : [ScenarioCatalog.New(options.Scenario)!];
        if (ReadEnvironment(scenarios, options.Database) is not { } settings)
        {
            return ExitCode.Usage;
        }

        if (new Permission(output, terminal).WhyNot(scenarios, options, settings, isAll) is { } refusal)
        {
            return Refuse([refusal], NothingSent);
        }

        var asked = options with { Target = TargetGuard.HostsElsewhere(settings).Count > 0 ? TargetKind.Production : options.Target };
        using var access = new TargetAccess(settings, options.RunId ?? RunIds.New(time, options.Seed), time);
        var summaries = new List<RunSummary>();
        var codes = new List<int>();
        foreach (var scenario in scenarios)
        {
            codes.Add(await RunOneAsync(scenario, asked with { Scenario = scenario.Plan.Id }, settings, access, summaries, abort));
            if (!AllScenarios.GoesOnAfter(codes[^1]))
            {
                break;
            }
        }

        var exitCode = isAll ? AllScenarios.Worst(codes) : codes[0];
        if (isAll && !options.Live)
        {
            output.Write(SummaryText.All(scenarios.Select(scenario => scenario.Plan.Id), summaries));
        }

        return options.JUnitFile is { } file && summaries.Count > 0 ? WriteJUnit(file, summaries, exitCode) : exitCode;
    }

    private async Task<int> RunOneAsync(LoadScenario scenario, RunOptions options, TargetSettings settings, TargetAccess access, List<RunSummary> summaries, CancellationToken abort)
    {
        try
        {
            // Scenarios that run side by side take different users, as far as the tokens go.
            var own = settings with { Tokens = TokenShare.From(settings.Tokens, ScenarioCatalog.PositionOf(options.Scenario)) };
            var run = new ScenarioRun(scenario, options, own, access, time, new RunConsole(output, errors, terminal.Draws), environment);
            if (options.PreflightOnly)
            {
                return await run.PreflightAsync(abort);
            }

            var summary = await run.RunAsync(abort);
            summaries.Add(summary);
            return summary.ExitCode;
        }
        catch (RunRefusedException refused)
        {
            Refuse([refused.Message], NothingSent);
            return refused.ExitCode;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"error: the results could not be written: {failure.Message}");
            return ExitCode.Error;
        }
    }

    private async Task<int> CleanUpAsync(CleanupOptions options, CancellationToken abort)
    {
        var reader = new EnvironmentReader(environment, time);
        if (reader.ReadTarget(options.Database) is not { } settings)
        {
            return Refuse(reader.Errors, NothingSent);
        }

        if (options.Target != TargetKind.Production && TargetGuard.HostsElsewhere(settings) is [var host, ..])
        {
            return Refuse([$"{host} is not this machine; add --target production if that is meant"], NothingSent);
        }

        using var access = new TargetAccess(settings, options.RunId, time);
        return await new Cleanup(options, settings, access, time, output, errors).RunAsync(abort);
    }

    private async Task<int> AnnotateAsync(AnnotateOptions options, CancellationToken abort)
    {
        var reader = new EnvironmentReader(environment, time);
        var grafana = reader.ReadGrafana();
        return reader.Errors.Count > 0
            ? Refuse(reader.Errors, "Nothing was noted.")
            : await new AnnotateCommand(options, grafana, time, output, errors).RunAsync(abort);
    }

    private TargetSettings? ReadEnvironment(IEnumerable<LoadScenario> scenarios, bool needsDatabase)
    {
        var reader = new EnvironmentReader(environment, time);
        var settings = reader.Read([.. scenarios.Select(scenario => scenario.Plan)], needsDatabase);
        if (settings is null)
        {
            Refuse(reader.Errors, NothingSent);
        }

        return settings;
    }

    private int WriteJUnit(string file, IReadOnlyList<RunSummary> summaries, int exitCode)
    {
        try
        {
            JUnitXml.Write(file, summaries);
            return exitCode;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"error: {file} could not be written: {failure.Message}");
            return AllScenarios.Worst([exitCode, ExitCode.Error]);
        }
    }

    private int Refuse(IEnumerable<string> reasons, string hint)
    {
        foreach (var reason in reasons)
        {
            errors.WriteLine($"error: {reason}");
        }

        errors.WriteLine(hint);
        return ExitCode.Usage;
    }

    private static PosixSignalRegistration Handle(PosixSignal signal, CancellationTokenSource abort) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            abort.Cancel();
        });
}
