using Migration.Edges;
using Migration.Instances;
using Migration.Proxy;
using Migration.Running;
using Migration.Servers;
using Migration.Web;
using Migration.Zones;

namespace Migration;

/// <summary>
/// Options plus everything a run takes from the world: the clock, connections, control APIs. One serves any number of runs.
/// It may lack the database's part or the traffic's: each runbook says what it needs, and only those that need the missing part are refused.
/// </summary>
public sealed class MigrationContext
{
    /// <summary>Database, and traffic when given.</summary>
    public MigrationContext(MigrationOptions options, TimeProvider? time = null, TrafficOptions? traffic = null)
    {
        Database = options;
        Traffic = traffic;
        StateDirectory = options.StateDirectory;
        Limits = options.Limits;
        Time = time ?? TimeProvider.System;
    }

    /// <summary>Traffic alone: no MySQL is needed.</summary>
    public MigrationContext(TrafficOptions traffic, string stateDirectory, MigrationLimits? limits = null, TimeProvider? time = null)
    {
        Traffic = traffic;
        StateDirectory = stateDirectory;
        Limits = limits ?? new MigrationLimits();
        Time = time ?? TimeProvider.System;
    }

    /// <summary>The database's part.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public MigrationOptions Options => Database ?? throw new InvalidOperationException("the runbook did not say that it needs the database");

    /// <summary>The part of phases 9 to 11; null: none of it is known.</summary>
    public TrafficOptions? Traffic { get; }

    /// <summary>Journals and the lock live here.</summary>
    public string StateDirectory { get; }

    public MigrationLimits Limits { get; }

    public TimeProvider Time { get; }

    internal MigrationOptions? Database { get; }

    /// <summary>For practising <c>recover</c> and for tests: told of every boundary inside a step, and may end the process there.</summary>
    internal IStepBoundary Boundary { get; init; } = NoBoundary.Instance;

    internal Func<MigrationOptions, ISqlConnector> ConnectorFor { get; init; } = static options => new MySqlConnectorSessions(options);

    internal Func<MigrationOptions, IProxyControl> ProxyFor { get; init; } = static options => new HttpProxyControl(options.Proxy);

    internal Func<EdgeEndpoint, IEdgeControl> EdgeFor { get; init; } = static edge => new HttpEdgeControl(edge);

    internal Func<DnsEndpoint, IDnsControl> DnsFor { get; init; } = static dns => new HttpDnsControl(dns);

    internal Func<DnsEndpoint, TimeProvider, IDnsLookup> LookupFor { get; init; } = static (dns, time) => new UdpDnsLookup(dns, time);

    internal Func<TrafficOptions, IInstanceControl> InstancesFor { get; init; } = static options => new InstanceControls(options.Host);

    internal Func<TimeProvider, IWebProbe> WebFor { get; init; } = static time => new HttpWebProbe(time);

    /// <summary>Every error at once that keeps a runbook with these needs from being run; empty when there is none. Opens nothing.</summary>
    public IReadOnlyList<string> Validate(Needs needs)
    {
        var errors = new List<string>();
        if (needs.HasFlag(Needs.Database))
        {
            errors.AddRange(Database?.Validate() ?? ["the database's settings are missing"]);
        }
        else
        {
            OptionChecks.Common(StateDirectory, Limits, errors);
        }

        if ((needs & ~Needs.Database) != Needs.Nothing)
        {
            errors.AddRange((Traffic ?? new TrafficOptions()).Validate(needs));
        }

        return errors;
    }
}
