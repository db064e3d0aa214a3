using System.Globalization;
using System.Threading.Channels;
using Migration.Running;
using Spectre.Console;

namespace Migration.CommandLine;

/// <summary>Tells a person what happens, line by line. Events are queued and written by another task: the write window must not wait for a terminal.</summary>
internal sealed class ConsoleObserver : IRunbookObserver, IAsyncDisposable
{
    private readonly Channel<RunbookEvent> _events = Channel.CreateUnbounded<RunbookEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IAnsiConsole _console;
    private readonly Task _writing;
    private readonly Dictionary<string, DateTimeOffset> _started = [];

    public ConsoleObserver(IAnsiConsole console)
    {
        _console = console;
        _writing = Task.Run(WriteAsync);
    }

    public void OnEvent(RunbookEvent happened) => _events.Writer.TryWrite(happened);

    public async ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync()
    {
        await foreach (var happened in _events.Reader.ReadAllAsync())
        {
            if (Line(happened) is { } line)
            {
                _console.MarkupLine(line);
            }
        }
    }

    private string? Line(RunbookEvent e)
    {
        var step = (e.Step ?? "").EscapeMarkup();
        var detail = e.Detail.EscapeMarkup();
        switch (e.Kind)
        {
            case RunbookEventKind.RunStarted:
                return $"[bold]{e.Runbook}[/] {detail} [grey]run {e.RunId}[/]";
            case RunbookEventKind.GuardChecked:
                return Guard(e, step, detail);
            case RunbookEventKind.StepPlanned:
                var undo = e.Facts.GetValueOrDefault("undo") as string;
                return $"  [blue]would[/] [bold]{step}[/]: {detail}{(undo is null ? "" : $"\n        [grey]undo: {undo.EscapeMarkup()}[/]")}";
            case RunbookEventKind.PartSkipped:
                return $"  [grey]–[/] [bold]{step}[/] skipped: {detail}";
            case RunbookEventKind.StepStarted or RunbookEventKind.UndoStarted:
                _started[e.Step ?? ""] = e.At;
                return e.Kind == RunbookEventKind.UndoStarted ? $"  [yellow]undo[/]  {step}: {detail}" : null;
            case RunbookEventKind.StepProgress:
                return $"  [grey]  …   {step}: {detail}[/]";
            case RunbookEventKind.StepDone or RunbookEventKind.UndoDone:
                return $"  [green]✔[/] {Took(e),10} [bold]{step}[/] {detail}";
            case RunbookEventKind.StepFailed or RunbookEventKind.UndoFailed:
                return $"  [red]✘[/] {Took(e),10} [bold]{step}[/] {detail}";
            case RunbookEventKind.PointOfNoReturn:
                return $"  [yellow]▼ point of no return:[/] {detail}";
            default:
                return null;
        }
    }

    private static string Guard(RunbookEvent e, string step, string detail)
    {
        var wayOut = e.Facts.GetValueOrDefault("way_out") is string text ? $"\n      [yellow]→ {text.EscapeMarkup()}[/]" : "";
        var sign = (e.Facts.GetValueOrDefault("verdict") as string) switch
        {
            nameof(GuardVerdict.Holds) => "[green]✔[/]",
            nameof(GuardVerdict.Fails) => "[red]✘[/]",
            _ => "[yellow]?[/]",
        };
        return $"  {sign} {step} [grey]{detail}[/]{wayOut}";
    }

    private string Took(RunbookEvent e) => _started.TryGetValue(e.Step ?? "", out var at)
        ? string.Create(CultureInfo.InvariantCulture, $"{(e.At - at).TotalMilliseconds:0.0} ms")
        : "";
}
