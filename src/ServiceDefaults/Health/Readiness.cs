using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Health;

/// <summary>
/// Whether this process wants new traffic: yes from the moment the host has started until it is told to stop. On a stop it turns off first,
/// waits <see cref="ShutdownOptions.Drain"/> so that whoever balances traffic can notice, ends what is long-lived, and only then do the servers stop
/// listening. More conditions for being ready are health checks of their own, tagged <see cref="HealthTags.Readiness"/>.
/// </summary>
internal sealed class Readiness(IOptions<ShutdownOptions> options, IEnumerable<IEndsAfterDrain> longLived, TimeProvider time) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool _ready;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_ready ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not accepting traffic"));

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _ready = true;
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _ready = false;
        if (options.Value.Drain > TimeSpan.Zero)
        {
            await Task.Delay(options.Value.Drain, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var one in longLived)
        {
            await one.EndAsync(cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
