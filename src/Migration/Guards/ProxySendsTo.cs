using Migration.Running;
using Migration.Servers;
using Migration.Steps;

namespace Migration.Guards;

/// <summary>The database proxy sends new connections to this server.</summary>
internal sealed class ProxySendsTo(ServerRole role) : Guard
{
    public override string Name => $"ProxySendsTo{role}";

    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var upstream = Way.Upstream(role, run.Options.Proxy);
        var state = await run.Proxy.StateAsync(cancellation);
        return state.Active == upstream ? Finding.Ok($"the proxy sends to {upstream}") : Finding.Not($"the proxy sends to {state.Active}, not to {upstream}");
    }
}
