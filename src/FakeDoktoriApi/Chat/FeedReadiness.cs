using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FakeDoktoriApi.Chat;

/// <summary>Counts towards readiness: an instance that does not follow the messages yet would lose them for its subscribers.</summary>
internal sealed class FeedReadiness(MessageFeed feed) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(feed.HasStarted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("does not follow the messages yet"));
}
