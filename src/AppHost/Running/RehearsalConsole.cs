using System.IO.Pipes;

namespace AppHost.Running;

/// <summary>
/// The rehearsal draws on this process's terminal although its output is a log:
/// <code>rehearsal ──pipe──▶ host ──▶ terminal</code>
/// </summary>
internal sealed class RehearsalConsole(string folder, TimeProvider time) : IDisposable
{
    private const int WidthOfAFile = 120;
    private const int BufferBytes = 16 * 1024;

    /// <summary>What the rehearsal has written may still be in the pipe when it has ended.</summary>
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromSeconds(2);

    private NamedPipeServerStream? pipe;

    /// <summary>A path: the pipe is a socket in the lab's own folder, and goes with it.</summary>
    public string PipeName { get; } = Path.Combine(folder, "console");

    public bool IsInteractive { get; } = !Console.IsOutputRedirected;

    public int Width => IsInteractive && Console.WindowWidth > 0 ? Console.WindowWidth : WidthOfAFile;

    /// <summary>Must be called before the rehearsal starts.</summary>
    public void Open() => pipe = new NamedPipeServerStream(PipeName, PipeDirection.In, maxNumberOfServerInstances: 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);

    /// <summary>Copies until the rehearsal closes its end; once <paramref name="ended"/> completes, only what is left.</summary>
    public async Task CopyAsync(Stream terminal, Task ended)
    {
        using var enough = new CancellationTokenSource();
        var copying = CopyAsync(terminal, enough.Token);
        await Task.WhenAny(copying, ended);
        await Task.WhenAny(copying, Task.Delay(AfterTheEnd, time, enough.Token));
        await enough.CancelAsync();
        await copying;
    }

    public void Dispose() => pipe?.Dispose();

    /// <summary>A terminal that was closed must not hold up a rehearsal that is undoing its work: the pipe is read on.</summary>
    private static async Task<bool> TryWriteAsync(Stream terminal, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await terminal.WriteAsync(bytes);
            await terminal.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task CopyAsync(Stream terminal, CancellationToken enough)
    {
        try
        {
            await pipe!.WaitForConnectionAsync(enough);
            var buffer = new byte[BufferBytes];
            while (await pipe.ReadAsync(buffer, enough) is var count and > 0)
            {
                terminal = await TryWriteAsync(terminal, buffer.AsMemory(0, count)) ? terminal : Stream.Null;
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The rehearsal has ended without closing its end, or never opened it.
        }
    }
}
