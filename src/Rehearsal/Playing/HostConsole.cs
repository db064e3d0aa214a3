using System.Globalization;
using System.IO.Pipes;
using System.Text;
using Spectre.Console;

namespace Rehearsal.Playing;

/// <summary>
/// Where the rehearsal draws. Started by the AppHost, its standard output is a log; the host then names a pipe that it copies
/// to its own terminal, and says how wide and how lively that terminal is.
/// </summary>
internal sealed class HostConsole : IAsyncDisposable
{
    private static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(5);
    private readonly NamedPipeClientStream? pipe;

    private HostConsole(IAnsiConsole console, NamedPipeClientStream? pipe)
    {
        Console = console;
        this.pipe = pipe;
    }

    public IAnsiConsole Console { get; }

    /// <summary>True when a picture can be repainted; false for logs and pipes, which get lines.</summary>
    public bool IsLive => Console.Profile.Capabilities.Interactive && Console.Profile.Capabilities.Ansi;

    public static async Task<HostConsole> OpenAsync(Func<string, string?> variable, CancellationToken cancellation)
    {
        if (variable("LAB_CONSOLE") is not { Length: > 0 } name)
        {
            return new HostConsole(AnsiConsole.Console, null);
        }

        var pipe = new NamedPipeClientStream(".", name, PipeDirection.Out, PipeOptions.Asynchronous);
        await pipe.ConnectAsync(ConnectDeadline, cancellation);
        var interactive = bool.TryParse(variable("LAB_CONSOLE_INTERACTIVE"), out var lively) && lively;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = interactive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = interactive ? ColorSystemSupport.EightBit : ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(new StreamWriter(pipe, new UTF8Encoding(false)) { AutoFlush = true }),
        });
        console.Profile.Width = int.TryParse(variable("LAB_CONSOLE_WIDTH"), NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width >= 40
            ? width
            : interactive ? 120 : 400;
        return new HostConsole(console, pipe);
    }

    public async ValueTask DisposeAsync()
    {
        if (pipe is not null)
        {
            await pipe.DisposeAsync();
        }
    }
}
