using Migration.Running;
using Spectre.Console;

namespace Migration.CommandLine;

/// <summary>Where clients are sent, as a table.</summary>
internal static class TrafficStatusView
{
    public static void Write(IAnsiConsole console, TrafficSnapshot snapshot, bool withUnfinished)
    {
        var table = new Table().AddColumns("", "name", "");
        foreach (var line in snapshot.Lines)
        {
            table.AddRow(line.Part.EscapeMarkup(), line.Name.EscapeMarkup(), line.Answers ? line.Detail.EscapeMarkup() : $"[yellow]{line.Detail.EscapeMarkup()}[/]");
        }

        console.Write(table);
        foreach (var run in withUnfinished ? snapshot.UnfinishedRuns : [])
        {
            console.MarkupLine($"[yellow]unfinished run {run.EscapeMarkup()}: run `recover`[/]");
        }
    }
}
