using LoadTests.Plans;
using static LoadTests.Plans.MetricPlan;

namespace LoadTests.Scenarios.Chat;

/// <summary>What the connections of the websocket scenario measure.</summary>
internal static class ChatMetrics
{
    /// <summary>Attempts that ended in CONNECTED.</summary>
    public static readonly MetricPlan ConnectSuccess = Rate("ws_connect_success");

    /// <summary>From the start of an attempt to CONNECTED.</summary>
    public static readonly MetricPlan ConnectLatency = Trend("ws_connect_latency");

    /// <summary>Connections that did not end by our own plan.</summary>
    public static readonly MetricPlan Disconnections = Counter("ws_disconnections");

    /// <summary>Attempts to connect after a first one: after each broken connection and each failed attempt.</summary>
    public static readonly MetricPlan Reconnections = Counter("ws_reconnections");

    /// <summary>Chat messages handed to a connection.</summary>
    public static readonly MetricPlan Sent = Counter("ws_messages_sent");

    /// <summary>MESSAGE frames, other people's included.</summary>
    public static readonly MetricPlan Received = Counter("ws_messages_received");

    /// <summary>Failed attempts, ERROR frames, and connections that ended without a proper close.</summary>
    public static readonly MetricPlan Errors = Counter("ws_errors");

    /// <summary>From when a broken connection was noticed to the next CONNECTED.</summary>
    public static readonly MetricPlan ReconnectMs = Trend("ws_reconnect_ms");

    public static readonly MetricPlan Lost = Counter("ws_messages_lost");
    public static readonly MetricPlan Duplicated = Counter("ws_messages_duplicated");
    public static readonly MetricPlan OutOfOrder = Counter("ws_messages_out_of_order");
    public static readonly MetricPlan MissedAway = Counter("ws_messages_missed_away");
    public static readonly MetricPlan Undecided = Counter("ws_messages_undecided");
    public static readonly MetricPlan LongestGapMs = Gauge("ws_longest_gap_ms");

    /// <summary>Only measured in a room.</summary>
    public static readonly IReadOnlyList<MetricPlan> OfTheRoom = [Lost, Duplicated, OutOfOrder, MissedAway, Undecided, LongestGapMs];

    public static readonly IReadOnlyList<MetricPlan> All =
        [ConnectSuccess, ConnectLatency, Disconnections, Reconnections, Sent, Received, Errors, ReconnectMs, .. OfTheRoom];
}
