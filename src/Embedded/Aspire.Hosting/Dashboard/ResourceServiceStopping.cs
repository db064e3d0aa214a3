namespace Aspire.Hosting.Dashboard;

/// <summary>Cancelled when the resource service is about to stop: its streams would hold it up for as long as they are read.</summary>
internal sealed class ResourceServiceStopping : IDisposable
{
    private readonly CancellationTokenSource source = new();

    public CancellationToken Token => source.Token;

    public void Announce() => source.Cancel();

    public void Dispose() => source.Dispose();
}
