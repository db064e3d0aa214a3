using Rehearsal.CommandLine;
using Rehearsal.History;
using Rehearsal.Reports;
using Spectre.Console;

namespace Rehearsal.Judging;

/// <summary>Judges a recorded run again, from its files alone, and says whether the recorded verdict was the same.</summary>
internal static class JudgeCommand
{
    public static int Run(string path, IAnsiConsole console)
    {
        RunFolder folder;
        RehearsalHistory history;
        try
        {
            folder = RunFolder.Open(path);
            history = RehearsalHistory.Read(folder);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or LoadTests.History.HistoryFormatException)
        {
            Console.Error.WriteLine($"error: {error.Message}");
            return ExitCode.Usage;
        }

        var judgement = Judge.Decide(history);
        VerdictView.Show(console, folder, judgement);
        if (File.Exists(folder.VerdictFile))
        {
            var recorded = RunFolder.ReadDocument<Judgement>(folder.VerdictFile);
            console.WriteLine(recorded.Verdict == judgement.Verdict
                ? "The recorded verdict was the same."
                : $"The recorded verdict was {recorded.Verdict}: the files, or the checks, have changed since.");
        }
        else
        {
            // A killed rehearsal never came to its verdict; its history is judged all the same.
            ReportWriter.Write(folder, history, judgement);
        }

        return ExitCodeOf(judgement.Verdict);
    }

    public static int ExitCodeOf(Verdict verdict) => verdict switch
    {
        Verdict.Passed => ExitCode.Passed,
        Verdict.Inconclusive => ExitCode.Inconclusive,
        _ => ExitCode.Failed,
    };
}
