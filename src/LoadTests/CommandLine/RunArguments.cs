using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using LoadTests.Ledger;
using LoadTests.Running;
using LoadTests.Safety;
using LoadTests.Scenarios;
using LoadTests.Traffic.Names;

namespace LoadTests.CommandLine;

/// <summary>The options of a run: their names, what they refuse, and how they are read.</summary>
internal sealed class RunArguments
{
    public const string DefaultOutput = "result/migration";
    private const double LargestScale = 100;
    private const int HighestRate = 1_000_000;
    private const string Production = "production";

    private readonly Argument<string> scenario = new("scenario") { Description = "which scenario to run, or `all`; `list` shows them" };
    private readonly Option<string?> duration = new("--duration") { Description = "how long, for instance 24s, 10m, 1h30m; default: the scenario's own" };
    private readonly Option<string> output = Output();
    private readonly Option<bool> json = new("--json") { Description = "also write every observation, one JSON object a line, for dashboards" };
    private readonly Option<bool> html = new("--html") { Description = "also write one self-contained page with charts" };
    private readonly Option<string?> junit = new("--junit") { Description = "write the thresholds as JUnit XML to this file" };
    private readonly Option<string?> runId = new("--run-id") { Description = "marks every row this run writes; unique per run" };
    private readonly Option<string?> samples = new("--samples") { Description = "append every request to this file, one JSON object a line" };
    private readonly Option<string?> ledger = new("--ledger") { Description = "append every write's events to this file, one JSON object a line" };
    private readonly Option<bool> live = new("--live") { Description = "print only progress for a program, one JSON object every 250 ms" };
    private readonly Option<double> scale = new("--scale") { Description = "multiplies the virtual users of each group", DefaultValueFactory = _ => 1 };
    private readonly Option<int> seed = new("--seed") { Description = "of every random choice", DefaultValueFactory = _ => 1 };
    private readonly Option<string> dnsHabit = new("--dns-habit") { Description = "how long a resolved address is used: ttl, jvm (30 s) or pinned", DefaultValueFactory = _ => "ttl" };
    private readonly Option<string?> trendWindow = new("--trend-window") { Description = "the time one point of a chart and the console's moving numbers stand for, for instance 5s" };
    private readonly Option<bool> preflight = new("--preflight") { Description = "only check that a run could start; no load, no files" };
    private readonly Option<string?> target = Target();
    private readonly Option<string[]> abortOn = new("--abort-on") { Description = "end the run when an error budget is burnt: 'error-rate > 50% in 60s', 'errors > 500', or off" };
    private readonly Option<string?> rateCeiling = new("--rate-ceiling") { Description = "at most so many requests a second, or off" };
    private readonly Option<bool> database = new("--db") { Description = "settle the ledger by SQL; the connection string comes from LOADTESTS_DB" };
    private readonly Option<string?> prometheus = new("--prometheus") { Description = "let Prometheus scrape the metrics at :port (this machine only) or address:port" };
    private readonly Option<bool> yes = Yes();

    public RunArguments()
    {
        scenario.Validators.Add(result => Refuse(result, Text(result) != AllScenarios.Name && ScenarioCatalog.New(Text(result)) is null, $"there is no scenario '{Text(result)}'; `list` shows them"));
        duration.Validators.Add(result => Refuse(result, DurationText.Parse(Text(result)) is null, $"--duration: '{Text(result)}' is not a duration from 1s to 24h (24s, 10m, 1h30m)"));
        trendWindow.Validators.Add(result => Refuse(result, DurationText.Parse(Text(result)) is null, $"--trend-window: '{Text(result)}' is not a duration from 1s (5s, 1m)"));
        dnsHabit.Validators.Add(result => Refuse(result, DnsHabits.Parse(Text(result)) is null, $"--dns-habit: '{Text(result)}' is not one of ttl, jvm, pinned"));
        runId.Validators.Add(result => Refuse(result, !LedgerKey.IsRunId(Text(result)), $"--run-id: '{Text(result)}' must be 1 to {LedgerKey.LongestRunId} letters, digits and '-'"));
        scale.Validators.Add(result => Refuse(result, !IsScale(Text(result)), $"--scale: '{Text(result)}' is not a number above 0 and up to {LargestScale:0}"));
        seed.Validators.Add(result => Refuse(result, !int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out _), $"--seed: '{Text(result)}' is not a whole number from 0"));
        abortOn.Validators.Add(result =>
        {
            foreach (var rule in result.Tokens.Where(token => token.Value != "off" && StopRule.Parse(token.Value) is null))
            {
                result.AddError($"--abort-on: '{rule.Value}' is no stop rule; write for instance 'error-rate > 50% in 60s', 'errors > 500 in 30s', 'errors > 100', or off");
            }
        });
        rateCeiling.Validators.Add(result => Refuse(result, Text(result) != "off" && Rate(Text(result)) is null, $"--rate-ceiling: '{Text(result)}' is not a number of requests a second from 1, or off"));
        prometheus.Validators.Add(result => Refuse(result, EndPoint(Text(result)) is null, $"--prometheus: '{Text(result)}' is neither :port nor address:port"));
    }

    public static Option<string> Output() => new("--out") { Description = "folder for the result files", DefaultValueFactory = _ => DefaultOutput };

    public static Option<bool> Yes() => new("--yes") { Description = "answers the questions beforehand" };

    public static Option<string?> Target()
    {
        var target = new Option<string?>("--target") { Description = "production: the target is not this machine, and that is meant" };
        target.Validators.Add(result => Refuse(result, Text(result) != Production, $"--target: '{Text(result)}' is unknown; the only word is {Production}"));
        return target;
    }

    public void AddTo(RootCommand command)
    {
        command.Arguments.Add(scenario);
        foreach (var option in (Option[])[duration, output, json, html, junit, runId, samples, ledger, live, scale, seed, dnsHabit, trendWindow, preflight, target, abortOn, rateCeiling, database, prometheus, yes])
        {
            command.Options.Add(option);
        }
    }

    public RunOptions Read(ParseResult parsed) => new()
    {
        Scenario = parsed.GetRequiredValue(scenario),
        Duration = DurationText.Parse(parsed.GetValue(duration)),
        OutputFolder = Path.GetFullPath(parsed.GetRequiredValue(output)),
        Json = parsed.GetValue(json),
        Html = parsed.GetValue(html),
        JUnitFile = FullPath(parsed.GetValue(junit)),
        RunId = parsed.GetValue(runId),
        SamplesFile = FullPath(parsed.GetValue(samples)),
        LedgerFile = FullPath(parsed.GetValue(ledger)),
        Live = parsed.GetValue(live),
        Scale = parsed.GetValue(scale),
        Seed = parsed.GetValue(seed),
        DnsHabit = DnsHabits.Parse(parsed.GetRequiredValue(dnsHabit))!.Value,
        TrendWindow = DurationText.Parse(parsed.GetValue(trendWindow)),
        PreflightOnly = parsed.GetValue(preflight),
        Target = KindOf(parsed.GetValue(target)),
        AbortOn = parsed.GetValue(abortOn) is { Length: > 0 } rules ? [.. rules.Select(StopRule.Parse).OfType<StopRule>()] : null,
        RateCeiling = parsed.GetValue(rateCeiling) is { } rate ? Rate(rate) ?? HighestRate : null,
        Database = parsed.GetValue(database),
        Prometheus = EndPoint(parsed.GetValue(prometheus)),
        Yes = parsed.GetValue(yes),
    };

    public static TargetKind KindOf(string? target) => target == Production ? TargetKind.Production : TargetKind.Loopback;

    private static string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path);

    private static bool IsScale(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= LargestScale;

    private static int? Rate(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= HighestRate ? number : null;

    private static IPEndPoint? EndPoint(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // A port alone stays on this machine: the metrics name the target.
        var whole = text.StartsWith(':') ? IPAddress.Loopback + text : text;
        return whole.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(whole, out var end) && (end.Port > 0 || whole.EndsWith(":0", StringComparison.Ordinal)) ? end : null;
    }

    private static string Text(SymbolResult result) => result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";

    private static void Refuse(SymbolResult result, bool isBad, string error)
    {
        if (isBad && result.Tokens.Count > 0)
        {
            result.AddError(error);
        }
    }
}
