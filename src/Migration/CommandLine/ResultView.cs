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

    /// <summary>Facts of phases 9 to 11, shown by their own names: there is one of each per service.</summary>
    private static readonly string[] Measured =
    [
        FactNames.OldServerId, FactNames.NewServerId, FactNames.ColdStartMs, FactNames.WarmRequests, FactNames.WarmMedianMs, FactNames.SwitchMs, FactNames.DrainMs, FactNames.StopMs,
        FactNames.WebSocketsOnOld, FactNames.RequestsOnOldAfterSwitch, FactNames.TtlBeforeSeconds, FactNames.TtlSeconds, FactNames.TtlWaitMs, FactNames.PropagationMs,
        FactNames.OldEdgeBusyMs, FactNames.OldEdgeIdleMs,
    ];

    private static bool IsMeasured(string fact) => Measured.Any(name => fact == name || fact.EndsWith("_" + name, StringComparison.Ordinal) || fact.EndsWith("." + name, StringComparison.Ordinal));

    public static void Write(IAnsiConsole console, RunbookResult result, ExitCode exitCode)
    {
        var colour = result.IsSuccess ? "green" : result.Outcome == RunOutcome.UndoFailed ? "red" : "yellow";
        console.MarkupLine($"[{colour} bold]{result.Outcome}[/] [grey](exit {(int)exitCode} {exitCode})[/]");
        if (result.Reason is { } reason)
        {
            console.MarkupLine(reason.EscapeMarkup());
        }

        foreach (var (fact, value) in result.Facts.Where(fact => IsMeasured(fact.Key)))
        {
            console.MarkupLine($"  [grey]{fact.EscapeMarkup()}:[/] {Convert.ToString(value, CultureInfo.InvariantCulture).EscapeMarkup()}");
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
