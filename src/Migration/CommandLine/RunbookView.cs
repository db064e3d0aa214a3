using Spectre.Console;

namespace Migration.CommandLine;

/// <summary>A runbook as a person reads it.</summary>
internal static class RunbookView
{
    public static void Write(IAnsiConsole console, Runbook runbook)
    {
        console.MarkupLine($"[bold]{runbook.Name}[/]  {runbook.Purpose.EscapeMarkup()}");
        if (runbook.Parts.Count > 0)
        {
            console.MarkupLine($"  [grey]one after the other, skipping those that are at their start state:[/] {string.Join(", ", runbook.Parts.Select(part => part.Name))}");
            console.WriteLine();
            return;
        }

        console.MarkupLine($"  [grey]must hold:[/] {string.Join(", ", runbook.Guards.Select(guard => guard.Name)).EscapeMarkup()}");
        var number = 0;
        foreach (var step in runbook.Steps)
        {
            console.MarkupLine($"  {++number,2} [bold]{step.Name}[/]{(step.IsPointOfNoReturn ? " [yellow](point of no return)[/]" : "")}{(step.IsAftercare ? " [grey](afterwards)[/]" : "")}: {step.Intent.EscapeMarkup()}");
            if (step.UndoIntent is { } undo)
            {
                console.MarkupLine($"      [grey]undo: {undo.EscapeMarkup()}[/]");
            }
        }

        console.WriteLine();
    }
}
