using LoadTests.Configuration;
using LoadTests.Plans;
using LoadTests.Safety;
using LoadTests.Traffic;

namespace LoadTests.Running;

/// <summary>Sends what a scenario needs before the load. It is counted, but apart from it.</summary>
internal sealed class Scout(HttpTarget target, TargetSettings settings, VirtualUser user, TokenRenewal renewal, CancellationToken cancellation)
{
    private long requests;

    public long Requests => Interlocked.Read(ref requests);

    /// <summary>The run that the scout is ahead of.</summary>
    public LoadSession Session => user.Session;

    public CancellationToken Cancellation => cancellation;

    /// <summary>As the first user.</summary>
    public async Task<HttpExchange> SendAsync(RequestPlan plan)
    {
        Interlocked.Increment(ref requests);
        var token = plan.SignedIn && settings.Tokens.Count > 0 ? renewal.Current(settings.Tokens[0]) : null;
        var exchange = await target.ExchangeAsync(plan, plan.Path(user), token, plan.Body, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return exchange;
    }
}
