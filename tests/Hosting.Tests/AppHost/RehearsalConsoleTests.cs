using System.IO.Pipes;
using System.Text;
using AppHost.Running;
using Microsoft.Extensions.Time.Testing;

namespace Hosting.Tests.AppHost;

public sealed class RehearsalConsoleTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("console-").FullName;
    private readonly MemoryStream terminal = new();
    private readonly TaskCompletionSource ended = new();

    private readonly FakeTimeProvider clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Copies_EveryByte_ToTheTerminal()
    {
        using var console = new RehearsalConsole(folder, clock);
        console.Open();
        var copying = console.CopyAsync(terminal, ended.Task);
        await using (var pipe = await ConnectAsync(console))
        {
            await pipe.WriteAsync("\e[32m읽기 100%\e[0m"u8.ToArray(), Cancellation);
        }

        await copying;
        Assert.Equal("\e[32m읽기 100%\e[0m", Encoding.UTF8.GetString(terminal.ToArray()));
    }

    [Fact]
    public async Task Reads_On_WhenTheTerminalIsGone()
    {
        using var console = new RehearsalConsole(folder, clock);
        console.Open();
        var copying = console.CopyAsync(new ClosedTerminal(), ended.Task);
        await using (var pipe = await ConnectAsync(console))
        {
            // More than the pipe holds: these writes end only if somebody reads.
            for (var block = 0; block < 64; block++)
            {
                await pipe.WriteAsync(new byte[64 * 1024], Cancellation);
            }
        }

        await copying;
    }

    [Fact]
    public async Task Gives_Up_WhenTheRehearsalEndsWithoutDrawing()
    {
        using var console = new RehearsalConsole(folder, clock);
        console.Open();
        ended.SetResult();
        var copying = console.CopyAsync(terminal, ended.Task);
        Assert.False(copying.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        await copying;
        Assert.Empty(terminal.ToArray());
    }

    public void Dispose()
    {
        terminal.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<NamedPipeClientStream> ConnectAsync(RehearsalConsole console)
    {
        var pipe = new NamedPipeClientStream(".", console.PipeName, PipeDirection.Out, PipeOptions.Asynchronous);
        await pipe.ConnectAsync(Cancellation);
        return pipe;
    }
}
