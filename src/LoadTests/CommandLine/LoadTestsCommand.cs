using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LoadTests.Ledger;
using LoadTests.Running;
using LoadTests.Scenarios;
using LoadTests.Traffic.Names;

namespace LoadTests.CommandLine;

/// <summary>The command line: <c>&lt;scenario&gt; [options]</c>, <c>list</c>, <c>help</c>.</summary>
internal sealed class LoadTestsCommand
{
    private const string DefaultOutput = "result/migration";
    private const double LargestScale = 100;

    private readonly Argument<string> scenario = new("scenario") { Description = "which scenario to run; `list` shows them" };
    private readonly Option<string?> duration = new("--duration") { Description = "how long, for instance 24s, 10m, 1h30m; default: the scenario's own" };
    private readonly Option<string> output = new("--out") { Description = "folder for the result files", DefaultValueFactory = _ => DefaultOutput };
    private readonly Option<bool> json = new("--json") { Description = "also write every observation, one JSON object a line, for dashboards" };
    private readonly Option<string?> runId = new("--run-id") { Description = "marks every row this run writes; unique per run" };
    private readonly Option<string?> samples = new("--samples") { Description = "append every request to this file, one JSON object a line" };
    private readonly Option<string?> ledger = new("--ledger") { Description = "append every write's events to this file, one JSON object a line" };
    private readonly Option<bool> live = new("--live") { Description = "print only progress for a program, one JSON object every 250 ms" };
    private readonly Option<double> scale = new("--scale") { Description = "multiplies the virtual users of each group", DefaultValueFactory = _ => 1 };
    private readonly Option<int> seed = new("--seed") { Description = "of every random choice", DefaultValueFactory = _ => 1 };

    private readonly Option<string> dnsHabit = new("--dns-habit") { Description = "how long a resolved address is used: ttl, jvm (30 s) or pinned", DefaultValueFactory = _ => "ttl" };

    public LoadTestsCommand()
    {
        dnsHabit.Validators.Add(result => Refuse(result, DnsHabits.Parse(Text(result)) is null, $"--dns-habit: '{Text(result)}' is not one of ttl, jvm, pinned"));
        scenario.Validators.Add(result => Refuse(result, ScenarioCatalog.New(Text(result)) is null, $"there is no scenario '{Text(result)}'; `list` shows them"));
        duration.Validators.Add(result => Refuse(result, DurationText.Parse(Text(result)) is null, $"--duration: '{Text(result)}' is not a duration from 1s to 24h (24s, 10m, 1h30m)"));
        runId.Validators.Add(result => Refuse(result, !LedgerKey.IsRunId(Text(result)), $"--run-id: '{Text(result)}' must be 1 to {LedgerKey.LongestRunId} letters, digits and '-'"));
        scale.Validators.Add(result => Refuse(result, !IsScale(Text(result)), $"--scale: '{Text(result)}' is not a number above 0 and up to {LargestScale:0}"));
        seed.Validators.Add(result => Refuse(result, !int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out _), $"--seed: '{Text(result)}' is not a whole number from 0"));
    }

    /// <param name="run">Runs a scenario and returns the exit code.</param>
    public RootCommand Build(Func<RunOptions, CancellationToken, Task<int>> run, TextWriter output)
    {
        var list = new Command("list", "shows the scenarios");
        list.SetAction(_ =>
        {
            output.Write(HelpText.Scenarios());
            return ExitCode.Passed;
        });
        var help = new Command("help", "explains the scenarios, the environment and the exit codes");
        help.SetAction(_ =>
        {
            output.Write(HelpText.All());
            return ExitCode.Passed;
        });
        var root = new RootCommand("Doktori load tests: the migration's scenarios against a lab or the real service.")
        {
            scenario, duration, this.output, json, runId, samples, ledger, live, scale, seed, dnsHabit, list, help,
        };
        root.SetAction((parsed, cancellation) => run(Read(parsed), cancellation));
        return root;
    }

    private RunOptions Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(scenario),
        DurationText.Parse(parsed.GetValue(duration)),
        Path.GetFullPath(parsed.GetRequiredValue(output)),
        parsed.GetValue(json),
        parsed.GetValue(runId),
        parsed.GetValue(samples) is { } samplesFile ? Path.GetFullPath(samplesFile) : null,
        parsed.GetValue(ledger) is { } ledgerFile ? Path.GetFullPath(ledgerFile) : null,
        parsed.GetValue(live),
        parsed.GetValue(scale),
        parsed.GetValue(seed))
    {
        DnsHabit = DnsHabits.Parse(parsed.GetRequiredValue(dnsHabit))!.Value,
    };

    private static bool IsScale(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= LargestScale;

    private static string Text(SymbolResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";

    private static void Refuse(SymbolResult result, bool isBad, string error)
    {
        if (isBad && result.Tokens.Count > 0)
        {
            result.AddError(error);
        }
    }
}
