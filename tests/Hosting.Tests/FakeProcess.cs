using Aspire.Hosting.Processes;

namespace Hosting.Tests;

/// <summary>A process that ends when the test says so, or when it is killed.</summary>
internal sealed class FakeProcess(LaunchSpec spec, Action<string> onLine, bool endsWhenAsked, Action onAsked) : IChildProcess
{
    private readonly TaskCompletionSource<int> exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LaunchSpec Spec { get; } = spec;

    public int Id => 4711;

    public Task<int> Exited => exited.Task;

    public bool WasAsked { get; private set; }

    public bool WasKilled { get; private set; }

    public void Says(string line) => onLine(line);

    public void Ends(int exitCode) => exited.TrySetResult(exitCode);

    public void Terminate()
    {
        WasAsked = true;
        onAsked();
        if (endsWhenAsked)
        {
            Ends(143);
        }
    }

    public void Kill()
    {
        WasKilled = true;
        Ends(137);
    }
}
