using Spectre.Console;
using Spectre.Console.Rendering;

namespace Rehearsal.Display;

/// <summary>
/// Draws the progress: a head line, a line for each act around the present one, and below the running act its steps and its load.
/// Its height stays below a usual terminal's 24 lines, because a live picture that scrolls cannot be repainted.
/// </summary>
internal static class ProgressPicture
{
    private const int StepsShown = 5;
    private const int ActsBefore = 3;
    private const int ActsAfter = 3;
    private const int BarWidth = 24;

    public static Rows Draw(RehearsalProgress progress)
    {
        var lines = new List<IRenderable>
        {
            new Markup($"[bold]Doktori Lab[/] rehearsal {progress.RunId} [grey]{Markup.Escape(progress.Subtitle)}[/]   "
                + $"[bold]{Format.Clock(progress.Elapsed)}[/] elapsed, about {Format.Clock(progress.Remaining)} left"),
            Text.Empty,
        };
        var now = Math.Max(0, progress.Acts.Count(act => act.State is not (ProgressState.Waiting or ProgressState.Running)));
        var (first, last) = (Math.Max(0, now - ActsBefore), Math.Min(progress.Acts.Count - 1, now + ActsAfter));
        if (first > 0)
        {
            var done = progress.Acts.Take(first).ToArray();
            var bad = done.Count(act => act.State == ProgressState.Failed);
            lines.Add(new Markup($"[grey]  {first} acts before, {(bad == 0 ? "all good" : $"{bad} failed")}[/]"));
        }

        foreach (var act in progress.Acts.Take(first..(last + 1)))
        {
            lines.Add(ActLine(progress, act));
            if (act.State == ProgressState.Running)
            {
                lines.AddRange(act.Steps.TakeLast(StepsShown).Select(step => StepLine(progress, step)));
                if (act.Loads.Count > 0)
                {
                    lines.Add(LoadTable(act));
                }
            }
        }

        if (last < progress.Acts.Count - 1)
        {
            lines.Add(new Markup($"[grey]  {progress.Acts.Count - 1 - last} acts more[/]"));
        }

        return new Rows(lines);
    }

    private static Markup ActLine(RehearsalProgress progress, ActProgress act)
    {
        var elapsed = progress.ElapsedOf(act);
        return new Markup(act.State switch
        {
            ProgressState.Waiting => $"[grey]○ {act.Act.Name,-12} {Markup.Escape(act.Act.Title)}[/]",
            ProgressState.Running => $"[blue]▶ {act.Act.Name,-12}[/] {Bar(elapsed / act.Act.Expected)} {Format.Seconds(elapsed)}  {Markup.Escape(act.Act.Title)}",
            ProgressState.Succeeded => $"[green]✓ {act.Act.Name,-12}[/] {Format.Seconds(elapsed),7}  {Markup.Escape(act.Outcome)}",
            _ => $"[red]✗ {act.Act.Name,-12}[/] {Format.Seconds(elapsed),7}  {Markup.Escape(act.Outcome)}",
        });
    }

    private static Markup StepLine(RehearsalProgress progress, StepProgress step)
    {
        var mark = step.State switch { ProgressState.Succeeded => "[green]✓[/]", ProgressState.Failed => "[red]✗[/]", _ => "[blue]▶[/]" };
        return new Markup($"    {mark} {Markup.Escape(step.Runbook)} · {Markup.Escape(step.Name)} [grey]{Format.Milliseconds(progress.ElapsedOf(step))} {Markup.Escape(step.Detail)}[/]");
    }

    private static Table LoadTable(ActProgress act)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("    load", "phase", "requests", "failed", "writes", "failed", "write-unavailable");
        foreach (var column in table.Columns.Skip(2))
        {
            column.RightAligned();
        }

        foreach (var load in act.Loads.Values.OrderBy(load => load.Scenario, StringComparer.Ordinal))
        {
            table.AddRow(
                $"    {Markup.Escape(load.Scenario)}",
                Markup.Escape(load.State == "running" ? load.Phase : load.State),
                Format.Count(load.Requests),
                Failures(load.Failed),
                Format.Count(load.Writes),
                Failures(load.WritesFailed),
                load.Writes == 0 ? "" : Format.Milliseconds(load.WriteUnavailableMs));
        }

        return table;
    }

    private static string Failures(long count) => count == 0 ? "0" : $"[yellow]{Format.Count(count)}[/]";

    private static string Bar(double share)
    {
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        return $"[blue]{new string('━', full)}[/][grey]{new string('─', BarWidth - full)}[/]";
    }
}
