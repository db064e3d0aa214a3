using Migration.Proxy;
using Migration.Replication;
using Migration.Servers;

namespace Migration.Running;

/// <summary>What the steps of one run share: the servers, the proxy, edges and instances, what undo must know, what was measured.</summary>
internal sealed class RunContext : IAsyncDisposable
{
    private readonly Action<string, IReadOnlyDictionary<string, object?>> _progress;
    private readonly DatabaseDesk? _database;
    private readonly TrafficDesk? _traffic;
    private Dictionary<string, object?> _stepFacts = new(StringComparer.Ordinal);

    public RunContext(MigrationContext context, string runId, Action<string, IReadOnlyDictionary<string, object?>> progress, Dictionary<string, string>? memory = null)
    {
        _progress = progress;
        Limits = context.Limits;
        Time = context.Time;
        RunId = runId;
        Memory = memory ?? new(StringComparer.Ordinal);
        _database = context.Database is null ? null : new DatabaseDesk(context, this);
        _traffic = context.Traffic is null ? null : new TrafficDesk(context.Traffic, context);
    }

    /// <summary>The database's part.</summary>
    public MigrationOptions Options => Database.Options;

    public MigrationLimits Limits { get; }

    public TimeProvider Time { get; }

    public string RunId { get; }

    public ISqlConnector Connector => Database.Connector;

    public SourceServer Source => Database.Source;

    public TargetServer Target => Database.Target;

    public IProxyControl Proxy => Database.Proxy;

    /// <summary>The target's own transactions that are ours.</summary>
    public KnownGtids Known => Database.Known;

    /// <summary>Edges, name server, instances.</summary>
    public TrafficDesk Traffic => _traffic ?? throw new InvalidOperationException("the runbook did not say that it needs edges, name server or instances");

    /// <summary>What undo needs to know; written to the journal, so that another process can go on.</summary>
    public Dictionary<string, string> Memory { get; }

    /// <summary>Facts of the whole run.</summary>
    public Dictionary<string, object?> Facts { get; } = new(StringComparer.Ordinal);

    /// <summary>The step at work; part of the tag of every SQL statement.</summary>
    public string CurrentStep { get; private set; } = "";

    public IReadOnlyDictionary<string, object?> StepFacts => _stepFacts;

    /// <summary>The application's view through the proxy, opened ahead of the window.</summary>
    public ISqlSession? Probe { get; set; }

    /// <summary>Replication being stopped beside the window (RDS takes three seconds).</summary>
    public Task? StoppingReplication { get; set; }

    private DatabaseDesk Database => _database ?? throw new InvalidOperationException("the runbook did not say that it needs the database");

    public Server this[ServerRole role] => role == ServerRole.Source ? Source : Target;

    public string? Recall(string key) => Memory.GetValueOrDefault(key);

    /// <summary>Records a measured fact for the step and for the run.</summary>
    public void Fact(string name, object? value)
    {
        _stepFacts[name] = value;
        Facts[name] = value;
    }

    /// <summary>Adds to a counted fact.</summary>
    public void Count(string name, long more)
    {
        _stepFacts[name] = (_stepFacts.GetValueOrDefault(name) as long? ?? 0) + more;
        Facts[name] = (Facts.GetValueOrDefault(name) as long? ?? 0) + more;
    }

    public void Progress(string detail, IReadOnlyDictionary<string, object?>? facts = null) => _progress(detail, facts ?? NoFacts.Instance);

    public void BeginStep(string name)
    {
        CurrentStep = name;
        _stepFacts = new Dictionary<string, object?>(StringComparer.Ordinal);
    }

    public long NowUs() => (Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Before undoing: a step that was left behind may still use its connections, so the undo gets its own.</summary>
    public void AbandonSessions()
    {
        _database?.Source.AbandonSessions();
        _database?.Target.AbandonSessions();
        StoppingReplication = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (Probe is not null)
        {
            await Probe.DisposeAsync();
        }

        _traffic?.Dispose();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
