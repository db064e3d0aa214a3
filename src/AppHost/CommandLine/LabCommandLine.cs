using System.CommandLine;
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
        return root;
    }
}
