using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>Step 1 of the procedure, "lay the road first": the proxy sends new connections to the new server; established ones stay.</summary>
internal sealed class SendNewConnections(Way way) : Step
{
    public override string Name => $"SendNewConnectionsTo{way.To}";

    public override string Intent => $"proxy: new connections go to {Way.Word(way.To)}, existing ones stay";

    public override string? UndoIntent => $"proxy: new connections go to {Way.Word(way.From)}; sessions on {Way.Word(way.To)} are ended so that they come back";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var state = await run.Proxy.SwitchAsync(Way.Upstream(way.To, run.Options.Proxy), cancellation);
        return Finding.Ok($"generation {state.Generation}");
    }

    /// <summary>Dials the proxy as the application does. The connection is kept: it will confirm the first write.</summary>
    internal override async Task<Finding> ProveAsync(RunContext run, CancellationToken cancellation)
    {
        run.Probe = await WriteProbe.OpenAsync(run, way.To, cancellation);
        return Finding.Ok($"a new connection through the proxy reaches {run[way.To].Name}");
    }

    internal override async Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation)
    {
        var upstream = Way.Upstream(way.From, run.Options.Proxy);
        var state = await run.Proxy.StateAsync(cancellation);
        if (state.Active != upstream)
        {
            state = await run.Proxy.SwitchAsync(upstream, cancellation);
        }

        if (state.Active != upstream)
        {
            return Finding.Not($"the proxy still sends new connections to {state.Active}");
        }

        if (run.Probe is { } probe)
        {
            run.Probe = null;
            await probe.DisposeAsync();
        }

        return Finding.Ok($"new connections go to {upstream}; {await EndSessionsAsync(run, cancellation)}");
    }

    private async Task<string> EndSessionsAsync(RunContext run, CancellationToken cancellation)
    {
        var sessions = new AppSessions(run[way.To], run);
        try
        {
            await sessions.ShutOutAsync(cancellation);
            await sessions.EndAllAsync(upTo: null, spare: null, cancellation);
            await sessions.LetInAsync(cancellation);
        }
        catch (SqlFailure lost) when (lost.IsLost)
        {
            return $"{run[way.To].Name} cannot be reached: it holds no session";
        }

        run.Count(FactNames.SessionsKilled, sessions.Killed);
        run.Count(FactNames.SessionsKilledBusy, sessions.KilledBusy);
        return $"{sessions.Killed} sessions ended on {run[way.To].Name}";
    }
}
