using LoadTests.Configuration;
using LoadTests.Plans;
using LoadTests.Traffic;

namespace LoadTests.Running;

/// <summary>Sends the few requests that come before the load. They are counted, but apart from it.</summary>
internal sealed class Scout(HttpTarget target, TargetSettings settings, VirtualUser user, CancellationToken cancellation)
{
    private long requests;

    public long Requests => Interlocked.Read(ref requests);

    /// <summary>The run that the scout is ahead of.</summary>
    public LoadSession Session => user.Session;

    public CancellationToken Cancellation => cancellation;

    /// <summary>As the first user.</summary>
    public Task<HttpExchange> SendAsync(RequestPlan plan) => SendAsync(plan, settings.Tokens.Count > 0 ? settings.Tokens[0] : null);

    public async Task<HttpExchange> SendAsync(RequestPlan plan, string? token)
    {
        Interlocked.Increment(ref requests);
        var exchange = await target.ExchangeAsync(plan, plan.Path(user), plan.SignedIn ? token : null, plan.Body, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return exchange;
    }
}
