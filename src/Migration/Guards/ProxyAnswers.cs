using Migration.Running;
using Migration.Steps;

namespace Migration.Guards;

/// <summary>The proxy sends new connections to the old server now, and can reach the new one.</summary>
internal sealed class ProxyAnswers(Way way) : Guard
{
    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var from = Way.Upstream(way.From, run.Options.Proxy);
        var to = Way.Upstream(way.To, run.Options.Proxy);
        var state = await run.Proxy.StateAsync(cancellation);
        if (state.Upstreams.All(upstream => upstream.Name != to))
        {
            return Finding.Not($"the proxy's table has no upstream {to} (it has {string.Join(", ", state.Upstreams.Select(upstream => upstream.Name))})");
        }

        if (state.Active != from)
        {
            return Finding.Not($"the proxy sends new connections to {state.Active}, not to {from}", "`status` shows which server takes writes");
        }

        await run.Proxy.TestAsync(to, cancellation);
        return Finding.Ok($"sends to {from}, reaches {to}");
    }
}
