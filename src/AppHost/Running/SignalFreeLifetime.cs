using Microsoft.Extensions.Hosting;

namespace AppHost.Running;

/// <summary>A host lifetime that leaves signals alone; <see cref="Interrupts"/> has them.</summary>
internal sealed class SignalFreeLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
