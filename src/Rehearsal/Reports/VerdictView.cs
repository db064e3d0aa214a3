using Rehearsal.History;
using Rehearsal.Judging;
using Spectre.Console;

namespace Rehearsal.Reports;

/// <summary>The verdict on a terminal: one line for each check, the reasons below those that did not pass.</summary>
internal static class VerdictView
{
    private const int ReasonsShown = 5;

    public static void Show(IAnsiConsole console, RunFolder folder, Judgement judgement)
    {
        console.WriteLine();
        if (judgement.EndedBy is { } reason)
        {
            console.MarkupLine($"[red]✗[/] [bold]ended early[/]            {Markup.Escape(reason)}");
        }

        foreach (var finding in judgement.Telling())
        {
            var (mark, color) = Mark(finding.Verdict);
            console.MarkupLine($"[{color}]{mark}[/] {finding.Check,-22} {Markup.Escape(finding.Measured)}");
            if (finding.Verdict != Verdict.Passed)
            {
                console.MarkupLine($"  [grey]expected: {Markup.Escape(finding.Expected)}[/]");
                foreach (var observation in finding.Evidence.Take(ReasonsShown))
                {
                    console.MarkupLine($"  [grey]· {Markup.Escape(observation)}[/]");
                }
            }
        }

        if (judgement.Unmeasured() is { Count: > 0 } unmeasured)
        {
            console.MarkupLine($"[yellow]?[/] {"not proven",-22} because it ended early: {Markup.Escape(string.Join(", ", unmeasured))}");
        }

        var (_, verdictColor) = Mark(judgement.Verdict);
        console.WriteLine();
        console.MarkupLine($"[bold {verdictColor}]{(judgement.Verdict == Verdict.Passed ? "GO" : "NO-GO")}[/] ({judgement.Verdict}) {Markup.Escape(folder.HtmlReport)}");
    }

    private static (string Mark, string Color) Mark(Verdict verdict) => verdict switch
    {
        Verdict.Passed => ("✓", "green"),
        Verdict.Failed => ("✗", "red"),
        _ => ("?", "yellow"),
    };
}
