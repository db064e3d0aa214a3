namespace Migration.Running;

/// <summary>Names of the facts runbooks report. Times are milliseconds unless the name says otherwise.</summary>
public static class FactNames
{
    /// <summary>Server's view of the write window: just before the old server was told to stop writes → a write confirmed on the new one through the proxy.</summary>
    public const string WriteUnavailableMs = "write_unavailable_ms";

    /// <summary>Start of that window, Unix microseconds.</summary>
    public const string WindowOpenedAtUs = "window_opened_at_us";

    /// <summary>End of that window, Unix microseconds.</summary>
    public const string WindowClosedAtUs = "window_closed_at_us";

    /// <summary>GTID set of the old server when its writes had stopped.</summary>
    public const string FrozenGtids = "frozen_gtids";

    public const string SourceGtids = "source_gtids";

    public const string TargetGtids = "target_gtids";

    /// <summary>Time the new server needed to execute everything the old one had.</summary>
    public const string CatchUpMs = "catch_up_ms";

    /// <summary>Application sessions ended by the run, on either server.</summary>
    public const string SessionsKilled = "sessions_killed";

    /// <summary>Those of them that were busy past the grace.</summary>
    public const string SessionsKilledBusy = "sessions_killed_busy";

    /// <summary>Replication lag when last looked at.</summary>
    public const string LagMs = "lag_ms";

    /// <summary>Transactions the replica had still to execute when last looked at.</summary>
    public const string TransactionsBehind = "transactions_behind";

    /// <summary>Whole run.</summary>
    public const string ElapsedMs = "elapsed_ms";

    /// <summary>GTID set the dump stands for.</summary>
    public const string DumpGtids = "dump_gtids";

    public const string DumpBytes = "dump_bytes";

    /// <summary>Rows that a rollback without reverse replication would lose.</summary>
    public const string RowsAtRisk = "rows_at_risk";

    /// <summary>Tables compared.</summary>
    public const string TablesCompared = "tables_compared";

    public const string RowsCompared = "rows_compared";

    /// <summary>Rows that differ.</summary>
    public const string RowsDifferent = "rows_different";
}
