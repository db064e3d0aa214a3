using System.CommandLine;
using AppHost.Control;
using Rehearsal.CommandLine;

namespace AppHost.CommandLine;

/// <summary>Reads the host's command line.</summary>
internal static class LabCommandLine
{
    /// <summary>The request, or null and the exit code when there is nothing to do: help was shown, or errors were.</summary>
    public static async Task<(LabRequest? Request, int ExitCode)> ReadAsync(string[] args)
    {
        LabRequest? request = null;
        var exitCode = await CommandLineParse.RunAsync(Describe(asked => request = asked), args);
        return (request, exitCode);
    }

    private static RootCommand Describe(Action<LabRequest> ask)
    {
        var root = new RootCommand("Doktori Lab: stands up a replica of the migration, and plays it. Without a command the lab is stood up and left to you until Ctrl+C.");
        var standUp = new LabArguments();
        standUp.AddTo(root);
        root.SetAction(result => ask(new StandUpRequest(standUp.Read(result))));

        var rehearse = new Command("rehearse", "stand the lab up, play the rehearsal, end with its verdict (0 passed, 1 failed, 3 inconclusive, 4 the lab could not be stood up, 130 interrupted)");
        var rehearsal = new LabArguments();
        var keep = new Option<bool>("--keep") { Description = "leave the lab up after the verdict until Ctrl+C" };
        rehearsal.AddTo(rehearse);
        rehearse.Options.Add(keep);
        rehearse.SetAction(result => ask(new RehearseRequest(rehearsal.Read(result), result.GetValue(keep))));

        var judge = new Command("judge", "judge a recorded run again, from its files alone");
        var folder = new Argument<string>("run-folder") { Description = "a folder that a rehearsal has written" };
        folder.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } path && !Directory.Exists(path))
            {
                result.AddError($"'{path}' is not a folder; a rehearsal prints the one it writes");
            }
        });
        judge.Arguments.Add(folder);
        judge.SetAction(result => ask(new JudgeRequest(Path.GetFullPath(result.GetValue(folder)!))));

        root.Subcommands.Add(rehearse);
        root.Subcommands.Add(judge);
        root.Subcommands.Add(DescribePs(ask));
        root.Subcommands.Add(DescribeDo(ask));
        root.Subcommands.Add(DescribeLogs(ask));
        root.Subcommands.Add(DescribeDashboard(ask));
        return root;
    }

    private static Command DescribePs(Action<LabRequest> ask)
    {
        var lab = LabOption();
        var ps = new Command("ps", "show a running lab's resources, from another terminal") { lab };
        ps.SetAction(result => ask(new PsRequest(result.GetValue(lab))));
        return ps;
    }

    private static Command DescribeDo(Action<LabRequest> ask)
    {
        var resource = new Argument<string>("resource") { Description = "as 'ps' names it" };
        var command = new Argument<string>("command") { Description = "one that 'ps' shows: start, stop, restart, or the resource's own" };
        var lab = LabOption();
        var press = new Command("do", "press a command of a running lab, and say what it did (0 done, 1 refused or failed, 2 no such resource or command, 5 no lab)") { resource, command, lab };
        press.SetAction(result => ask(new DoRequest(result.GetValue(resource)!, result.GetValue(command)!, result.GetValue(lab))));
        return press;
    }

    private static Command DescribeLogs(Action<LabRequest> ask)
    {
        var resource = new Argument<string>("resource") { Description = "as 'ps' names it" };
        var tail = new Option<int>("--tail")
        {
            Description = "how many of the last lines",
            DefaultValueFactory = _ => ControlApi.DefaultTail,
            CustomParser = result => LabArguments.WholeNumber(result, 1, ControlApi.LongestTail),
        };
        var lab = LabOption();
        var logs = new Command("logs", "show the end of a resource's log in a running lab") { resource, tail, lab };
        logs.SetAction(result => ask(new LogsRequest(result.GetValue(resource)!, result.GetValue(tail), result.GetValue(lab))));
        return logs;
    }

    private static Command DescribeDashboard(Action<LabRequest> ask)
    {
        var install = new Command("install", "fetch the Aspire dashboard into the user's cache, once (about 127 MB, from the npm registry this machine is configured with)");
        install.SetAction(_ => ask(new InstallDashboardRequest()));
        return new Command("dashboard", "the Aspire dashboard") { install };
    }

    private static Option<string?> LabOption() => new("--lab") { Description = "the lab's id, or the beginning of it (default: the newest)" };
}
