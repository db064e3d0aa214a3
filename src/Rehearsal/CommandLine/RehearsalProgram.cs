using System.CommandLine;
using Rehearsal.Judging;
using Rehearsal.Playing;
using Spectre.Console;

namespace Rehearsal.CommandLine;

internal static class RehearsalProgram
{
    public static Task<int> RunAsync(string[] args)
    {
        var arguments = new RehearsalArguments();
        var play = new Command("play", "play the rehearsal on the lab that the host stood up (the AppHost's 'rehearse' does both)");
        arguments.AddTo(play);
        play.SetAction((result, cancellation) => PlayCommand.RunAsync(arguments.Read(result), TimeProvider.System, cancellation));

        var run = new Argument<string>("run-folder") { Description = "a folder below result/rehearsal" };
        var judge = new Command("judge", "judge a recorded rehearsal again, from its files alone") { run };
        judge.SetAction(result => JudgeCommand.Run(result.GetValue(run)!, AnsiConsole.Console));

        return CommandLineParse.RunAsync(new RootCommand("Doktori Lab: plays the migration and judges what was recorded") { play, judge }, args);
    }
}
