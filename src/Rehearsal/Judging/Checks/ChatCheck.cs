using System.Globalization;
using LoadTests.History;
using Rehearsal.Display;
using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Judging.Checks;

/// <summary>
/// Chat messages are neither lost nor doubled, whatever moves. A WebSocket survives a reload of the edge, as with nginx; where one must be cut, its
/// client is back soon.
/// </summary>
internal static class ChatCheck
{
    public const string Name = "chat";
    private const string Scenario = "websocket";
    private const string Received = "ws_messages_received";
    private const string Lost = "ws_messages_lost";
    private const string Duplicated = "ws_messages_duplicated";
    private const string Disconnections = "ws_disconnections";
    private const string ReconnectMs = "ws_reconnect_ms";

    public static bool Concerns(RehearsalPlan plan) => plan.Acts.Any(IsConcerned);

    public static Finding Run(RehearsalHistory history)
    {
        var expected = $"0 messages lost or doubled, no WebSocket cut by a reload of the edge, a cut one back within {Format.Milliseconds(Bars.ReconnectMs)}";
        var wrong = new List<string>();
        var unknown = new List<string>();
        double messages = 0;
        foreach (var act in history.Manifest.Plan.Acts.Where(IsConcerned))
        {
            var metrics = history.LoadsOf(act.Name).FirstOrDefault(load => load.Scenario == Scenario)?.Summary?.Metrics;
            if (metrics is null || Value(metrics, Received) is null or 0 || Value(metrics, Lost) is null || Value(metrics, Duplicated) is null)
            {
                unknown.Add($"{act.Name}: no messages were followed");
                continue;
            }

            messages += Value(metrics, Received)!.Value;
            wrong.AddRange(Over(act, metrics, Lost).Concat(Over(act, metrics, Duplicated)));
            if (act.Runbooks.Any(runbook => runbook is RunbookName.SwitchNginx or RunbookName.RollBackNginx))
            {
                wrong.AddRange(Over(act, metrics, Disconnections));
            }

            if (metrics.FirstOrDefault(metric => metric.Name == ReconnectMs) is { Max: > Bars.ReconnectMs } slow)
            {
                wrong.Add($"{act.Name}: a client was away for {Format.Milliseconds(slow.Max!.Value)}");
            }
        }

        var measured = string.Create(CultureInfo.InvariantCulture, $"{messages:N0} messages received");
        return wrong.Count > 0
            ? Finding.Failed(Name, $"{wrong.Count} faults, {measured}", expected, wrong)
            : unknown.Count > 0
                ? Finding.Inconclusive(Name, measured, expected, unknown)
                : Finding.Passed(Name, $"{measured}, none lost, none doubled", expected);
    }

    private static bool IsConcerned(Act act) => act.Loads.Any(load => load.Scenario == Scenario);

    private static IEnumerable<string> Over(Act act, IReadOnlyList<MetricSummary> metrics, string name) =>
        Value(metrics, name) is > 0 and var count ? [$"{act.Name}: {name} {count:0}"] : [];

    private static double? Value(IReadOnlyList<MetricSummary> metrics, string name) => metrics.FirstOrDefault(metric => metric.Name == name)?.Value;
}
