using Migration.Running;

namespace Migration.CommandLine;

/// <summary>Makes a <see cref="MigrationContext"/> from environment variables and the command line: only the parts a runbook needs are read, so that only their errors are reported.</summary>
internal sealed class Settings(Func<string, string?> environment, Func<string, string?> argument)
{
    private readonly SettingReader _settings = new(environment, argument);

    public string StateDirectory => Path.GetFullPath(_settings.Text("state-dir", "MIGRATION_STATE_DIR") ?? Path.Combine("result", "migration-state"));

    /// <summary>The parts of which at least one setting is there.</summary>
    public Needs Configured()
    {
        var configured = _settings.Text("", "MIGRATION_SOURCE") is not null || _settings.Text("", "MIGRATION_SOURCE_FILE") is not null ? Needs.Database : Needs.Nothing;
        return configured | new TrafficSettings(_settings).Configured();
    }

    /// <summary>Null when there are errors.</summary>
    /// <param name="boundary">Told of every boundary inside a step; null: nobody is.</param>
    public (MigrationContext? Context, IReadOnlyList<string> Errors) Read(Needs needs, IStepBoundary? boundary = null)
    {
        var told = boundary ?? NoBoundary.Instance;
        var limits = Limits();
        var database = needs.HasFlag(Needs.Database) ? new DatabaseSettings(_settings).Read(StateDirectory, limits) : null;
        var traffic = (needs & ~Needs.Database) == Needs.Nothing ? null : new TrafficSettings(_settings).Read(needs);
        if (_settings.Errors.Count > 0)
        {
            return (null, [.. _settings.Errors, .. traffic?.Validate(needs) ?? []]);
        }

        var context = database is not null
            ? new MigrationContext(database, traffic: traffic) { Boundary = told }
            : new MigrationContext(traffic ?? new TrafficOptions(), StateDirectory, limits) { Boundary = told };
        var errors = context.Validate(needs);
        return (errors.Count == 0 ? context : null, errors);
    }

    private MigrationLimits Limits()
    {
        var defaults = new MigrationLimits();
        return defaults with
        {
            Lag = _settings.Time("max-lag", defaults.Lag),
            TransactionAge = _settings.Time("max-transaction-age", defaults.TransactionAge),
            Freeze = _settings.Time("freeze-timeout", defaults.Freeze),
            CatchUp = _settings.Time("catch-up-timeout", defaults.CatchUp),
            ReplicationReady = _settings.Time("replication-timeout", defaults.ReplicationReady),
            KillGrace = _settings.Time("kill-grace", defaults.KillGrace),
            BinlogRetention = _settings.Time("binlog-retention", defaults.BinlogRetention),
            Undo = _settings.Time("undo-timeout", defaults.Undo),
            InstanceStart = _settings.Time("start-timeout", defaults.InstanceStart),
            InstanceReady = _settings.Time("ready-timeout", defaults.InstanceReady),
            Warm = _settings.Time("warm-limit", defaults.Warm),
            Confirm = _settings.Time("confirm-timeout", defaults.Confirm),
            Drain = _settings.Time("drain-timeout", defaults.Drain),
            Quiet = _settings.Time("quiet", defaults.Quiet),
            InstanceStop = _settings.Time("stop-timeout", defaults.InstanceStop),
            LowTtl = _settings.Time("low-ttl", defaults.LowTtl),
            TtlWait = _settings.Time("ttl-wait", defaults.TtlWait),
            EdgeIdle = _settings.Time("edge-idle", defaults.EdgeIdle),
            EdgeIdleWait = _settings.Time("edge-idle-timeout", defaults.EdgeIdleWait),
        };
    }
}
