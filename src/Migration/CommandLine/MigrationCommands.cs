using System.CommandLine;
using Migration.Running;

namespace Migration.CommandLine;

/// <summary>The command line: every runbook by name, and recover, status and show.</summary>
internal static class MigrationCommands
{
    public static RootCommand Create(Session session)
    {
        var root = new RootCommand("Runbooks of the migration: Lightsail MySQL → RDS, services, nginx, DNS, and back. Servers, proxies and secrets come from MIGRATION_* environment variables; see docs/runbooks.md.");
        Arguments.AddTo(root);
        Add(root, session, Runbooks.CheckSource());
        Add(root, session, Runbooks.DumpAndLoad());
        Add(root, session, Runbooks.SetUpReplication());
        AddWatch(root, session);
        Add(root, session, Runbooks.VerifyData());
        AddSwitch(root, session, "cut-over", (parsed, order) => Runbooks.CutOver(order));
        Add(root, session, Runbooks.SetUpReverseReplication());
        AddChecksum(root, session);
        var loss = new Option<bool>("--accept-loss") { Description = "Go on without reverse replication, although the rows counted are lost." };
        AddSwitch(root, session, "roll-back", (parsed, order) => Runbooks.RollBack(order, parsed.GetValue(loss)), loss);
        TrafficCommands.AddTo(root, session);
        AddRecover(root, session);
        AddStatus(root, session);
        AddShow(root, session);
        return root;
    }

    private static void Add(RootCommand root, Session session, Runbook runbook)
    {
        var command = new Command(runbook.Name, runbook.Purpose);
        command.SetAction((parsed, cancellation) => session.RunAsync(parsed, runbook, cancellation));
        root.Subcommands.Add(command);
    }

    private static void AddWatch(RootCommand root, Session session)
    {
        var stable = new Option<string>("--for") { Description = "How long it must have been stable, e.g. 60s.", DefaultValueFactory = _ => "10s" };
        var command = new Command("watch", Runbooks.WatchReplication().Purpose) { stable };
        command.SetAction((parsed, cancellation) => Duration.TryParse(parsed.GetValue(stable)!) is { } duration
            ? session.RunAsync(parsed, Runbooks.WatchReplication(duration), cancellation)
            : session.UsageAsync([$"--for: {parsed.GetValue(stable)} is not a duration such as 10s or 5m"]));
        root.Subcommands.Add(command);
    }

    private static void AddSwitch(RootCommand root, Session session, string name, Func<ParseResult, SwitchOrder, Runbook> make, params Option[] more)
    {
        var switchFirst = new Option<bool>("--switch-first") { Description = "Proxy first, then stop the writes (default)." };
        var fenceFirst = new Option<bool>("--fence-first") { Description = "Stop the writes and promote first, then the proxy." };
        var command = new Command(name, name == "cut-over" ? Runbooks.CutOver().Purpose : Runbooks.RollBack().Purpose) { switchFirst, fenceFirst };
        foreach (var option in more)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => parsed.GetValue(switchFirst) && parsed.GetValue(fenceFirst)
            ? session.UsageAsync(["--switch-first and --fence-first exclude each other"])
            : session.RunAsync(parsed, make(parsed, parsed.GetValue(fenceFirst) ? SwitchOrder.FenceFirst : SwitchOrder.SwitchFirst), cancellation));
        root.Subcommands.Add(command);
    }

    private static void AddChecksum(RootCommand root, Session session)
    {
        var folder = new Option<string?>("--out") { Description = "Folder for checksum-RUN.json and its CSV files." };
        var tables = new Option<string[]>("--tables") { Description = "Only these tables.", AllowMultipleArgumentsPerToken = true };
        var exclude = new Option<string[]>("--exclude") { Description = "All but these tables.", AllowMultipleArgumentsPerToken = true };
        var chunk = new Option<int?>("--chunk-rows") { Description = "Rows of one chunk (50000)." };
        var listed = new Option<int?>("--list") { Description = "Differing rows named per table (100)." };
        var omit = new Option<bool>("--omit-values") { Description = "Name differing rows and columns, not their values." };
        var command = new Command("checksum", Runbooks.Checksum().Purpose) { folder, tables, exclude, chunk, listed, omit };
        command.SetAction((parsed, cancellation) => session.RunAsync(
            parsed,
            Runbooks.Checksum(new ChecksumOptions
            {
                OutputFolder = parsed.GetValue(folder),
                Adjust = request => request with
                {
                    Tables = parsed.GetValue(tables) ?? [],
                    ExcludedTables = parsed.GetValue(exclude) ?? [],
                    ChunkRows = parsed.GetValue(chunk) ?? request.ChunkRows,
                    ListedDifferences = parsed.GetValue(listed) ?? request.ListedDifferences,
                    OmitValues = parsed.GetValue(omit),
                },
            }),
            cancellation));
        root.Subcommands.Add(command);
    }

    private static void AddRecover(RootCommand root, Session session)
    {
        var source = new Option<bool>("--abandon-source") { Description = "The source is lost for good: give up its unknown last writes." };
        var target = new Option<bool>("--abandon-target") { Description = "The target is lost for good: give up its unknown last writes." };
        var command = new Command("recover", "Pick up a run that was killed or whose undo failed: complete its undo, or say what a person must do.") { source, target };
        command.SetAction((parsed, _) => parsed.GetValue(source) && parsed.GetValue(target)
            ? session.UsageAsync(["only one server can be abandoned"])
            : session.RecoverAsync(parsed, new RecoverOptions { Abandon = parsed.GetValue(source) ? "Source" : parsed.GetValue(target) ? "Target" : null, DryRun = parsed.GetValue(Arguments.DryRun) }));
        root.Subcommands.Add(command);
    }

    private static void AddStatus(RootCommand root, Session session)
    {
        var command = new Command("status", "Show which server takes the application's writes, where edges and DNS send clients, and unfinished runs.");
        command.SetAction(session.StatusAsync);
        root.Subcommands.Add(command);
    }

    private static void AddShow(RootCommand root, Session session)
    {
        var which = new Argument<string?>("runbook") { Description = "Name of a runbook; all when left out.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("show", "Print a runbook's preconditions and steps. Needs no server.") { which };
        command.SetAction(parsed => session.Show(parsed.GetValue(which)));
        root.Subcommands.Add(command);
    }
}
