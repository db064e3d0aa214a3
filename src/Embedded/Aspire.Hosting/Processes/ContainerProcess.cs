namespace Aspire.Hosting.Processes;

/// <summary>
/// A container, by the client that is attached to it. The client's end is not the container's: a client that is killed leaves its container running,
/// so signals go to the container, and whatever ended the client, its container is ended before the resource is said to have ended.
/// </summary>
/// <param name="client">Ends when the container does, with its exit code.</param>
/// <param name="signal">Sends a signal to the container's first process; the answer is null, or why it was not sent.</param>
internal sealed class ContainerProcess(IChildProcess client, Func<string, CancellationToken, Task<string?>> signal) : IChildProcess
{
    /// <summary>An engine that does not answer must not hold up the end for ever.</summary>
    private static readonly TimeSpan LongestSignal = TimeSpan.FromSeconds(5);

    /// <summary>The client's.</summary>
    public int Id => client.Id;

    public Task<int> Exited { get; } = EndAsync(client, signal);

    /// <summary>One that someone has stopped (SIGSTOP) only takes notice once it goes on.</summary>
    public void Terminate() => _ = TerminateAsync();

    public void Kill() => _ = KillAsync();

    private static async Task<int> EndAsync(IChildProcess client, Func<string, CancellationToken, Task<string?>> signal)
    {
        var exitCode = await client.Exited;
        await SendAsync(signal, "KILL");
        return exitCode;
    }

    private static async Task<bool> SendAsync(Func<string, CancellationToken, Task<string?>> signal, string name)
    {
        using var patience = new CancellationTokenSource(LongestSignal);
        try
        {
            return await signal(name, patience.Token) is null;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TerminateAsync()
    {
        if (!await SendAsync(signal, "TERM"))
        {
            // It does not run yet: its client must not start it any more.
            client.Terminate();
        }

        await SendAsync(signal, "CONT");
    }

    private async Task KillAsync()
    {
        await SendAsync(signal, "KILL");
        client.Kill();
    }
}
