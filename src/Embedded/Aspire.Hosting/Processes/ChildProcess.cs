using System.Diagnostics;

namespace Aspire.Hosting.Processes;

internal sealed class ChildProcess : IChildProcess
{
    /// <summary>A daemon that inherited the output could hold it open for ever after its parent has ended.</summary>
    private static readonly TimeSpan OutputAfterExit = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Process process;
    private readonly Warden warden;
    private bool reaped;

    public ChildProcess(Process process, Warden warden, Action<string> onLine)
    {
        this.process = process;
        this.warden = warden;
        Id = process.Id;
        warden.Watch(Id);
        process.StandardInput.Close();
        Exited = WaitAsync(onLine);
    }

    public int Id { get; }

    public Task<int> Exited { get; }

    /// <summary>One that someone has stopped (SIGSTOP) only takes notice once it goes on.</summary>
    public void Terminate() => Signal(() =>
    {
        PosixSignals.SendToProcess(Id, PosixSignals.Terminate);
        PosixSignals.SendToGroup(Id, PosixSignals.Continue);
    });

    public void Kill() => Signal(KillGroup);

    private async Task<int> WaitAsync(Action<string> onLine)
    {
        var output = Task.WhenAll(ReadAsync(process.StandardOutput, onLine), ReadAsync(process.StandardError, onLine));
        await process.WaitForExitAsync();
        var exitCode = process.ExitCode;

        // What the process left behind in its group. While a group has members, its number is given to nobody else.
        PosixSignals.SendToGroup(Id, PosixSignals.Kill);
        await Task.WhenAny(output, Task.Delay(OutputAfterExit));
        process.StandardOutput.Dispose();
        process.StandardError.Dispose();
        lock (gate)
        {
            reaped = true;
            warden.Forget(Id);
            process.Dispose();
        }

        return exitCode;
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> onLine)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                onLine(line);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The process is gone and its output was given up on.
        }
    }

    private void Signal(Action send)
    {
        lock (gate)
        {
            if (!reaped && !process.HasExited)
            {
                send();
            }
        }
    }

    private void KillGroup()
    {
        // Just after the start, or where there is no setsid, the process is not the leader of a group of its own.
        if (PosixSignals.IsLeaderOfItsGroup(Id))
        {
            PosixSignals.SendToGroup(Id, PosixSignals.Kill);
        }
        else
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
