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

    /// <summary>X-Server-Id through the edge before the switch; per service, see <see cref="Of"/>.</summary>
    public const string OldServerId = "old_server_id";

    /// <summary>X-Server-Id through the edge after the switch; per service.</summary>
    public const string NewServerId = "new_server_id";

    /// <summary>Just before the instance was told to start → it was ready; per service.</summary>
    public const string ColdStartMs = "cold_start_ms";

    /// <summary>GETs made straight at the new instance before clients reached it; per service.</summary>
    public const string WarmRequests = "warm_requests";

    /// <summary>The first of them; per service.</summary>
    public const string WarmFirstMs = "warm_first_ms";

    /// <summary>Median of the last round of them; per service.</summary>
    public const string WarmMedianMs = "warm_median_ms";

    /// <summary>When the edge was told to switch, Unix microseconds; per service.</summary>
    public const string SwitchedAtUs = "switched_at_us";

    /// <summary>The edge was told → new connections were answered by the new instance; per service.</summary>
    public const string SwitchMs = "switch_ms";

    /// <summary>Switch → the old upstream had answered its last request; per service.</summary>
    public const string DrainMs = "drain_ms";

    /// <summary>Stop of the old instance → nothing listened there; per service.</summary>
    public const string StopMs = "stop_ms";

    /// <summary>WebSockets that were still open on the old upstream, or on the old edge, when last looked at; per service at the edge.</summary>
    public const string WebSocketsOnOld = "websockets_on_old";

    /// <summary>Requests the old upstream got after the switch; per service.</summary>
    public const string RequestsOnOldAfterSwitch = "requests_on_old_after_switch";

    /// <summary>The record's TTL before the run, seconds.</summary>
    public const string TtlBeforeSeconds = "ttl_before_s";

    /// <summary>The record's TTL while it was changed, seconds.</summary>
    public const string TtlSeconds = "ttl_s";

    /// <summary>Waited for the last answer with a longer TTL to be forgotten.</summary>
    public const string TtlWaitMs = "ttl_wait_ms";

    /// <summary>When the record was changed, Unix microseconds.</summary>
    public const string RecordChangedAtUs = "record_changed_at_us";

    /// <summary>The record was changed → the last answer with the old address was forgotten.</summary>
    public const string PropagationMs = "propagation_ms";

    /// <summary>The last request on the edge that was left, Unix microseconds.</summary>
    public const string LastRequestOnOldEdgeUs = "last_request_on_old_edge_us";

    /// <summary>The record was changed → that last request.</summary>
    public const string OldEdgeBusyMs = "old_edge_busy_ms";

    /// <summary>The record was changed → the edge that was left counted as idle.</summary>
    public const string OldEdgeIdleMs = "old_edge_idle_ms";

    /// <summary>A fact of one service, e.g. <c>api_switch_ms</c>.</summary>
    public static string Of(Service service, string fact) => $"{service.ToString().ToLowerInvariant()}_{fact}";
}
