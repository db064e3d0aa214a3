using System.Globalization;
using Migration.Running;
using Spectre.Console;

namespace Migration.CommandLine;

/// <summary>The last lines a person reads: how it ended, why, and the figures worth having.</summary>
internal static class ResultView
{
    private static readonly (string Fact, string Words)[] Shown =
    [
        (FactNames.WriteUnavailableMs, "writes unavailable (server's view), ms"),
        (FactNames.CatchUpMs, "catching up, ms"),
        (FactNames.LagMs, "lag, ms"),
        (FactNames.SessionsKilled, "sessions ended"),
        (FactNames.SessionsKilledBusy, "of them busy past the grace"),
        (FactNames.DumpBytes, "bytes dumped"),
        (FactNames.DumpGtids, "dump stands at"),
        (FactNames.TablesCompared, "tables compared"),
        (FactNames.RowsCompared, "rows compared"),
        (FactNames.RowsDifferent, "rows different"),
        (FactNames.RowsAtRisk, "rows at risk"),
        (FactNames.ElapsedMs, "whole run, ms"),
    ];

    public static void Write(IAnsiConsole console, RunbookResult result, ExitCode exitCode)
    {
        var colour = result.IsSuccess ? "green" : result.Outcome == RunOutcome.UndoFailed ? "red" : "yellow";
        console.MarkupLine($"[{colour} bold]{result.Outcome}[/] [grey](exit {(int)exitCode} {exitCode})[/]");
        if (result.Reason is { } reason)
        {
            console.MarkupLine(reason.EscapeMarkup());
        }

        foreach (var (fact, words) in Shown)
        {
            if (result.Facts.TryGetValue(fact, out var value) && value is not null)
            {
                console.MarkupLine($"  [grey]{words}:[/] {Convert.ToString(value, CultureInfo.InvariantCulture).EscapeMarkup()}");
            }
        }
    }
}
