using System.CommandLine;
using System.Globalization;
using LoadTests.Annotations;
using LoadTests.Ledger;
using LoadTests.Running;

namespace LoadTests.CommandLine;

/// <summary>The command line: <c>&lt;scenario&gt; [options]</c>, <c>all</c>, <c>annotate</c>, <c>cleanup</c>, <c>list</c>, <c>help</c>.</summary>
internal static class LoadTestsCommand
{
    public static RootCommand Build(CommandHandlers handlers, TextWriter output)
    {
        var root = new RootCommand("Doktori load tests: the migration's scenarios against a lab or the real service.")
        {
            Annotate(handlers),
            CleanUp(handlers),
            Print("list", "shows the scenarios", HelpText.Scenarios, output),
            Print("help", "explains the scenarios, the environment and the exit codes", HelpText.All, output),
        };
        var run = new RunArguments();
        run.AddTo(root);
        root.SetAction((parsed, cancellation) => handlers.Run(run.Read(parsed), cancellation));
        return root;
    }

    private static Command Annotate(CommandHandlers handlers)
    {
        var title = new Argument<string>("title") { Description = "for instance \"DB Cutover Start\"" };
        var text = new Argument<string>("text") { Description = "for instance \"Master read_only\"", DefaultValueFactory = _ => "" };
        var output = RunArguments.Output();
        var at = new Option<string?>("--at") { Description = "when it happened, Unix milliseconds; default: now" };
        title.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && string.IsNullOrWhiteSpace(result.Tokens[0].Value))
            {
                result.AddError("annotate: the title is empty");
            }
        });
        at.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Milliseconds(result.Tokens[0].Value) is null)
            {
                result.AddError($"--at: '{result.Tokens[0].Value}' is not a time in Unix milliseconds");
            }
        });
        var command = new Command("annotate", "marks a moment in the running tests and, if it is configured, in Grafana") { title, text, output, at };
        command.SetAction((parsed, cancellation) => handlers.Annotate(
            new AnnotateOptions(parsed.GetRequiredValue(title), parsed.GetValue(text) ?? "", Path.GetFullPath(parsed.GetRequiredValue(output)), Milliseconds(parsed.GetValue(at))),
            cancellation));
        return command;
    }

    private static Command CleanUp(CommandHandlers handlers)
    {
        var runId = new Argument<string>("run-id") { Description = "of the run whose rows are to go; the heading of its .log has it" };
        var target = RunArguments.Target();
        var database = new Option<bool>("--db") { Description = "ask the database of LOADTESTS_DB instead of the API; with --yes also remove the rows" };
        var yes = RunArguments.Yes();
        runId.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !LedgerKey.IsRunId(result.Tokens[0].Value))
            {
                result.AddError($"cleanup: '{result.Tokens[0].Value}' is not a run id");
            }
        });
        var command = new Command("cleanup", "says what a run wrote, and how to remove it") { runId, target, database, yes };
        command.SetAction((parsed, cancellation) => handlers.CleanUp(
            new CleanupOptions(parsed.GetRequiredValue(runId), RunArguments.KindOf(parsed.GetValue(target)), parsed.GetValue(database), parsed.GetValue(yes)),
            cancellation));
        return command;
    }

    private static Command Print(string name, string description, Func<string> text, TextWriter output)
    {
        var command = new Command(name, description);
        command.SetAction(_ =>
        {
            output.Write(text());
            return ExitCode.Passed;
        });
        return command;
    }

    private static long? Milliseconds(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 253402300800000 ? number : null;
}
