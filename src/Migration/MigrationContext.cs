using Migration.Proxy;
using Migration.Running;
using Migration.Servers;

namespace Migration;

/// <summary>Options plus everything a run takes from the world: the clock, connections, the proxy. One serves any number of runs.</summary>
public sealed class MigrationContext(MigrationOptions options, TimeProvider? time = null)
{
    public MigrationOptions Options { get; } = options;

    public TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>For practising <c>recover</c> and for tests: told of every boundary inside a step, and may end the process there.</summary>
    internal IStepBoundary Boundary { get; init; } = NoBoundary.Instance;

    internal Func<MigrationOptions, ISqlConnector> ConnectorFor { get; init; } = static options => new MySqlConnectorSessions(options);

    internal Func<MigrationOptions, IProxyControl> ProxyFor { get; init; } = static options => new HttpProxyControl(options.Proxy);
}
