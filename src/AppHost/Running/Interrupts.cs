using System.Runtime.InteropServices;

namespace AppHost.Running;

/// <summary>Ctrl+C and SIGTERM: the first asks the lab to end well, the second to hurry.</summary>
internal sealed class Interrupts : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
    private readonly CancellationTokenSource requested = new();
    private readonly CancellationTokenSource hurry = new();
    private readonly List<PosixSignalRegistration> registrations;

    public Interrupts()
    {
        registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Requested => requested.Token;

    /// <summary>Cancelled by the second.</summary>
    public CancellationToken Hurry => hurry.Token;

    public bool HaveCome => requested.IsCancellationRequested;

    /// <summary>Ends with the first signal; never fails.</summary>
    public Task FirstAsync() => Task.Delay(Timeout.Infinite, Requested).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        requested.Dispose();
        hurry.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        (HaveCome ? hurry : requested).Cancel();
    }
}
