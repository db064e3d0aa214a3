using Migration.Proxy;
using Migration.Replication;
using Migration.Servers;

namespace Migration.Running;

/// <summary>One run's ways to the database: both servers, the proxy, the target's known GTIDs.</summary>
internal sealed class DatabaseDesk : IAsyncDisposable
{
    public DatabaseDesk(MigrationContext context, RunContext run)
    {
        Options = context.Options;
        Connector = context.ConnectorFor(Options);
        Proxy = context.ProxyFor(Options);
        Source = new SourceServer(Options.Source, run, Connector);
        Target = new TargetServer(Options.Target, run, Connector);
        Known = new KnownGtids(Options.StateDirectory, Options.KnownTargetGtids);
    }

    public MigrationOptions Options { get; }

    public ISqlConnector Connector { get; }

    public IProxyControl Proxy { get; }

    public SourceServer Source { get; }

    public TargetServer Target { get; }

    public KnownGtids Known { get; }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Target.DisposeAsync();
        Proxy.Dispose();
    }
}
