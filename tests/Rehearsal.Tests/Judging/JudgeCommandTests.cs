using LoadTests.History;
using Rehearsal.CommandLine;
using Rehearsal.History;
using Rehearsal.Judging;
using Rehearsal.Reports;
using Spectre.Console;

namespace Rehearsal.Tests.Judging;

/// <summary>From the files alone, the same verdict again.</summary>
public sealed class JudgeCommandTests : IDisposable
{
    private readonly string parent = Directory.CreateTempSubdirectory("judge-").FullName;
    private readonly StringWriter screen = new();

    [Fact]
    public void GivesTheSameVerdict_FromTheFilesAlone()
    {
        var folder = Write(GoodHistory.Create());
        var history = RehearsalHistory.Read(folder);
        ReportWriter.Write(folder, history, Judge.Decide(history));

        Assert.Equal(ExitCode.Passed, JudgeCommand.Run(folder.Root, Console()));
        Assert.Contains("The recorded verdict was the same.", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_WhenARecordedFileIsDoctoredAfterwards()
    {
        var folder = Write(GoodHistory.Create());
        var history = RehearsalHistory.Read(folder);
        ReportWriter.Write(folder, history, Judge.Decide(history));
        File.WriteAllLines(folder.RowsFile, File.ReadAllLines(folder.RowsFile).Skip(1));

        Assert.Equal(ExitCode.Failed, JudgeCommand.Run(folder.Root, Console()));
        Assert.Contains("The recorded verdict was Passed", screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AKilledRehearsal_IsJudgedAndReported()
    {
        var whole = GoodHistory.Create();
        var folder = Write(whole with { Timeline = [.. whole.Timeline.Take(20)], Rows = [], Manifest = whole.Manifest with { EndedAt = null } });

        Assert.Equal(ExitCode.Failed, JudgeCommand.Run(folder.Root, Console()));
        Assert.True(File.Exists(folder.HtmlReport));
    }

    [Fact]
    public void AFolderThatIsNoRun_IsAUsageError() => Assert.Equal(ExitCode.Usage, JudgeCommand.Run(parent, Console()));

    [Fact]
    public void ReportsHoldTheVerdictAndEveryCheck()
    {
        var folder = Write(GoodHistory.Create());
        var history = RehearsalHistory.Read(folder);
        ReportWriter.Write(folder, history, Judge.Decide(history));
        var markdown = File.ReadAllText(folder.MarkdownReport);
        var page = File.ReadAllText(folder.HtmlReport);

        Assert.Contains("**GO** (Passed)", markdown, StringComparison.Ordinal);
        Assert.All(Judge.CheckNames, check => Assert.Contains(check, markdown, StringComparison.Ordinal));
        Assert.All(Judge.CheckNames, check => Assert.Contains(check, page, StringComparison.Ordinal));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    public void Dispose()
    {
        screen.Dispose();
        Directory.Delete(parent, recursive: true);
    }

    private RunFolder Write(RehearsalHistory history)
    {
        var folder = RunFolder.Create(parent, history.Manifest.StartedAt);
        folder.WriteManifest(history.Manifest);
        Ndjson.Append(folder.TimelineFile, history.Timeline);
        Ndjson.Append(folder.ServersFile, history.Servers);
        Ndjson.Append(folder.RowsFile, history.Rows);
        Ndjson.Append(folder.ResourcesFile, history.Memory);
        RunFolder.WriteDocument(folder.ChecksumsFile, history.Checksums);
        foreach (var load in history.Loads)
        {
            Directory.CreateDirectory(folder.LoadFolder(load.Act, load.Scenario));
            HistoryFile.WriteSummary(Path.Combine(folder.LoadFolder(load.Act, load.Scenario), $"{load.Scenario}-20260101-000000.summary.json"), load.Summary!);
            HistoryFile.WriteSamples(folder.SamplesFile(load.Act, load.Scenario), load.Samples);
            HistoryFile.WriteLedger(folder.LedgerFile(load.Act, load.Scenario), load.Ledger);
        }

        return folder;
    }

    private IAnsiConsole Console() => AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(screen) });
}
