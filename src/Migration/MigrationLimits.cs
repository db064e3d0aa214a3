namespace Migration;

/// <summary>What the runbooks tolerate and how long they wait. Every wait in a runbook ends at one of these.</summary>
public sealed record MigrationLimits
{
    /// <summary>The target (or, on rollback, the old source) must have caught up within this time before a switch begins.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No transaction on the server that is about to stop writes may be older: it would hold up the freeze.</summary>
    public TimeSpan TransactionAge { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Opening a connection.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>One precondition.</summary>
    public TimeSpan Guard { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Stopping the writes: <c>super_read_only</c> on the source, the revoked grants on the target.</summary>
    public TimeSpan Freeze { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Catching up after the writes stopped; past it the switch is undone.</summary>
    public TimeSpan CatchUp { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Any other step of a switch.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Undoing one step; each is tried again until this has passed.</summary>
    public TimeSpan Undo { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Replication that was just started must be healthy and caught up within this time.</summary>
    public TimeSpan ReplicationReady { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Reading and loading the dump.</summary>
    public TimeSpan Dump { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Comparing all tables.</summary>
    public TimeSpan Checksum { get; init; } = TimeSpan.FromHours(2);

    /// <summary>A session busy with a statement keeps its connection for this long before it is killed all the same.</summary>
    public TimeSpan KillGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A session counts as idle after this long without a statement, so that none is killed between two statements of one request. Longer is not
    /// better: a pool hands out the session that came back last, and such a one is never idle for long.
    /// </summary>
    public TimeSpan KillQuiet { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>The same after a ping or a question at the gate: a pool validates the session it is about to hand out.</summary>
    public TimeSpan KillQuietAfterValidation { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Inside the window idle sessions are waited for this long; the others are left until the write is confirmed.</summary>
    public TimeSpan KillInWindow { get; init; } = TimeSpan.FromMilliseconds(40);

    /// <summary>Binary logs must be kept at least this long on both servers.</summary>
    public TimeSpan BinlogRetention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Starting an instance, until its start command has returned.</summary>
    public TimeSpan InstanceStart { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A started instance must be ready within this time.</summary>
    public TimeSpan InstanceReady { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Warming a new instance ends here at the latest, settled or not.</summary>
    public TimeSpan Warm { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After a switch, clients must reach the new instances within this time.</summary>
    public TimeSpan Confirm { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The old upstream must have answered its last request within this time after the switch.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After a switch the old upstream must have been without a new request for this long.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Stopping an instance, its own drain included.</summary>
    public TimeSpan InstanceStop { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The record's TTL while it is being switched, whole seconds.</summary>
    public TimeSpan LowTtl { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A longer TTL than this is not waited out: the switch is refused.</summary>
    public TimeSpan TtlWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The old edge counts as idle after this long without a request.</summary>
    public TimeSpan EdgeIdle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long is waited for the old edge to become idle after the record was changed.</summary>
    public TimeSpan EdgeIdleWait { get; init; } = TimeSpan.FromMinutes(5);
}
