using System.CommandLine;
using Migration.Running;
using Spectre.Console;

namespace Migration.CommandLine;

/// <summary>One invocation: settings from the environment and the parsed line, a way to tell what happens, an exit code.</summary>
internal sealed class Session(Func<string, string?> environment, IAnsiConsole console, TextWriter output, TextWriter errors)
{
    public async Task<int> RunAsync(ParseResult parsed, Runbook runbook, CancellationToken cancellation)
    {
        if (Context(parsed, runbook.Needs) is not { } context)
        {
            return (int)ExitCode.Usage;
        }

        var options = new RunOptions { DryRun = parsed.GetValue(Arguments.DryRun) };
        return await ToldAsync(parsed, observer => RunbookRunner.RunAsync(runbook, context, options, observer, cancellation));
    }

    /// <summary>Takes no cancellation: it puts things right.</summary>
    public async Task<int> RecoverAsync(ParseResult parsed, RecoverOptions options)
    {
        Needs needs;
        try
        {
            needs = Recovery.NeedsOf(SettingsOf(parsed).StateDirectory);
        }
        catch (InvalidDataException damaged)
        {
            return await UsageAsync([damaged.Message]);
        }

        return Context(parsed, needs) is { } context
            ? await ToldAsync(parsed, observer => Recovery.RunAsync(context, options, observer))
            : (int)ExitCode.Usage;
    }

    public async Task<int> StatusAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var configured = SettingsOf(parsed).Configured();
        if (Context(parsed, configured == Needs.Nothing ? Needs.Database : configured) is not { } context)
        {
            return (int)ExitCode.Usage;
        }

        var snapshot = context.Database is null ? null : await StatusReader.ReadAsync(context, cancellation);
        var traffic = context.Traffic is null ? null : await TrafficStatusReader.ReadAsync(context, cancellation);
        if (parsed.GetValue(Arguments.Json))
        {
            new JsonObserver(output).Write(new { type = "status", snapshot, traffic });
            return (int)ExitCode.Succeeded;
        }

        if (traffic is not null)
        {
            TrafficStatusView.Write(console, traffic, withUnfinished: snapshot is null);
        }

        if (snapshot is not null)
        {
            StatusView.Write(console, snapshot);
        }

        return (int)ExitCode.Succeeded;
    }

    public int Show(string? name)
    {
        var shown = Runbooks.All().Where(runbook => name is null || runbook.Name == name).ToList();
        if (shown.Count == 0)
        {
            return UsageAsync([$"there is no runbook {name}; there are {string.Join(", ", Runbooks.All().Select(runbook => runbook.Name))}"]).Result;
        }

        foreach (var runbook in shown)
        {
            RunbookView.Write(console, runbook);
        }

        return (int)ExitCode.Succeeded;
    }

    public Task<int> UsageAsync(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems)
        {
            errors.WriteLine(problem);
        }

        return Task.FromResult((int)ExitCode.Usage);
    }

    private Settings SettingsOf(ParseResult parsed) => new(environment, name => Arguments.ValueOf(parsed, name));

    private MigrationContext? Context(ParseResult parsed, Needs needs)
    {
        var crash = parsed.GetValue(Arguments.CrashAt);
        var boundary = crash is null ? null : CrashPoint.TryParse(crash);
        var (context, problems) = SettingsOf(parsed).Read(needs, boundary);
        if (crash is not null && boundary is null)
        {
            problems = [.. problems, $"--practise-crash: {crash} is not STEP:POINT"];
        }

        if (problems.Count > 0)
        {
            UsageAsync(problems);
            return null;
        }

        return context;
    }

    private async Task<int> ToldAsync(ParseResult parsed, Func<IRunbookObserver, Task<RunbookResult>> run)
    {
        using var telemetry = RunbookTelemetry.Start(environment);
        if (parsed.GetValue(Arguments.Json))
        {
            var json = new JsonObserver(output);
            var told = await run(json);
            json.Result(told, ExitCodes.Of(told.Outcome));
            return (int)ExitCodes.Of(told.Outcome);
        }

        RunbookResult result;
        await using (var observer = new ConsoleObserver(console))
        {
            result = await run(observer);
        }

        ResultView.Write(console, result, ExitCodes.Of(result.Outcome));
        return (int)ExitCodes.Of(result.Outcome);
    }
}
