using System.CommandLine;
using System.Runtime.InteropServices;
using LoadTests.Configuration;
using LoadTests.Running;
using LoadTests.Scenarios;

namespace LoadTests.CommandLine;

/// <summary>From arguments and environment to an exit code. Everything that comes from outside comes in here.</summary>
internal sealed class LoadTestsProgram(TextWriter output, TextWriter errors, Func<string, string?> environment, TimeProvider time)
{
    public async Task<int> RunAsync(string[] args, CancellationToken cancellation = default)
    {
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interrupt = Handle(PosixSignal.SIGINT, abort);
        using var terminate = Handle(PosixSignal.SIGTERM, abort);

        var parsed = new LoadTestsCommand().Build(RunScenarioAsync, output).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Refuse(parsed.Errors.Select(error => error.Message), "`LoadTests help` explains everything.");
        }

        // Signals are ours: the library's own handling would end the process before the results are written.
        var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, Output = output, Error = errors };
        return await parsed.InvokeAsync(invocation, abort.Token);
    }

    private async Task<int> RunScenarioAsync(RunOptions options, CancellationToken abort)
    {
        var scenario = ScenarioCatalog.New(options.Scenario)!;
        var reader = new EnvironmentReader(environment, time);
        var settings = reader.Read(scenario.Plan);
        if (settings is null)
        {
            return Refuse(reader.Errors, "Nothing was sent.");
        }

        try
        {
            // Scenarios that run side by side take different users, as far as the tokens go.
            var own = settings with { Tokens = TokenShare.From(settings.Tokens, ScenarioCatalog.PositionOf(options.Scenario)) };
            return await new ScenarioRun(scenario, options, own, time, output, errors).RunAsync(abort);
        }
        catch (RunRefusedException refused)
        {
            Refuse([refused.Message], "Nothing was sent.");
            return refused.ExitCode;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"error: the results could not be written: {failure.Message}");
            return ExitCode.Error;
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
