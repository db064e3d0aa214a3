using LoadTests.CommandLine;
using LoadTests.History;
using LoadTests.Reports;

namespace LoadTests.Running;

/// <summary>
/// Writes what a run came to: 1. the page and the summary, 2. the end of the log. A disk that is full by then makes the run not passed,
/// and every file that can still be written says so.
/// </summary>
internal sealed class RunResults
{
    /// <summary>How a reason begins that names result files.</summary>
    public const string Unwritten = "results could not be written: ";

    private readonly RunLog log;
    private readonly string basePath;
    private readonly List<(string Path, Action<RunSummary> Write)> results;

    /// <param name="page">Writes the page; null when none was asked for.</param>
    public RunResults(RunFiles files, Action<RunSummary>? page)
    {
        log = files.Log;
        basePath = files.BasePath;
        results = page is null ? [] : [(files.HtmlPath, page)];
        results.Add((files.SummaryPath, summary => HistoryFile.WriteSummary(files.SummaryPath, summary)));
    }

    /// <returns>The summary with all that could not be written.</returns>
    public RunSummary Write(RunSummary summary)
    {
        summary = WriteFiles(summary);
        var known = log.Failure;
        log.Line(SummaryText.Result(summary, basePath));
        return known is null && log.Failure is { } failure ? WriteFiles(NotPassed(summary, ".log", failure)) : summary;
    }

    private RunSummary WriteFiles(RunSummary summary)
    {
        foreach (var result in results)
        {
            if (WhyNot(() => result.Write(summary)) is { } reason)
            {
                // What was written before, if anything, says that all is well; and the others must say that this one is missing.
                WhyNot(() => File.Delete(result.Path));
                results.Remove(result);
                return WriteFiles(NotPassed(summary, result.Path[basePath.Length..], reason));
            }
        }

        return summary;
    }

    private static RunSummary NotPassed(RunSummary summary, string file, string why) => summary with
    {
        ExitCode = AllScenarios.Worst([summary.ExitCode, ExitCode.Error]),
        Reason = (summary.Reason is { } before ? before + "; " : "") + $"{Unwritten}{file}: {why}",
    };

    private static string? WhyNot(Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }
}
