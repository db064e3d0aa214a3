using System.Globalization;
using Migration.Running;
using Spectre.Console;

namespace Migration.CommandLine;

/// <summary>Where the migration stands, as a table.</summary>
internal static class StatusView
{
    public static void Write(IAnsiConsole console, MigrationSnapshot snapshot)
    {
        var table = new Table().AddColumns("", "version", "takes writes", "replication", "app sessions", "executed GTIDs");
        foreach (var (role, server) in new[] { ("source", snapshot.Source), ("target", snapshot.Target) })
        {
            table.AddRow(
                $"{role} {server.Name}".EscapeMarkup(),
                (server.Version ?? "–").EscapeMarkup(),
                server.OpenToApp switch { true => "[green]yes[/]", false => "no", null => "[yellow]?[/]" },
                (server.Problem ?? server.Replication ?? "no replica").EscapeMarkup(),
                server.AppSessions?.ToString(CultureInfo.InvariantCulture) ?? "–",
                (server.ExecutedGtids ?? "–").Replace(",", ",\n", StringComparison.Ordinal).EscapeMarkup());
        }

        console.Write(table);
        console.MarkupLine($"proxy: new connections go to [bold]{(snapshot.ProxyActive ?? $"? ({snapshot.ProxyProblem})").EscapeMarkup()}[/]");
        foreach (var run in snapshot.UnfinishedRuns)
        {
            console.MarkupLine($"[yellow]unfinished run {run.EscapeMarkup()}: run `recover`[/]");
        }

        console.MarkupLine($"[bold]{snapshot.Verdict.EscapeMarkup()}[/]");
    }
}
