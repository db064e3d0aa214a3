using Spectre.Console;

namespace Rehearsal.Display;

/// <summary>For logs and pipes: one plain line for each thing that happened, nothing repainted.</summary>
internal sealed class LineView : IProgressView
{
    private readonly IAnsiConsole console;
    private readonly RehearsalProgress progress;

    public LineView(IAnsiConsole console, RehearsalProgress progress)
    {
        this.console = console;
        this.progress = progress;
        progress.Line += Write;
        console.WriteLine($"Doktori Lab · rehearsal {progress.RunId} · {progress.Subtitle}");
    }

    public ValueTask DisposeAsync()
    {
        progress.Line -= Write;
        return ValueTask.CompletedTask;
    }

    private void Write(string line)
    {
        lock (console)
        {
            console.WriteLine($"{Format.Clock(progress.Elapsed)} {line}");
        }
    }
}
