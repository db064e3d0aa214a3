using System.Globalization;
using LoadTests.Scenarios;

namespace LoadTests.Tests.Plans;

/// <summary>Groups, durations, phases, metrics and thresholds, as operators quote them.</summary>
public sealed class OperatorsTableTests
{
    [Theory]
    [InlineData("db-cutover", "readers 14, writers 4, health 2", 10, "run 100")]
    [InlineData("data-integrity", "write_load 5, read_verify 3, reporter 1", 15, "baseline 20, migration 80, verify 100")]
    [InlineData("dns-switch", "mixed 20, health 2", 30, "run 100")]
    [InlineData("connpool", "db_heavy_reads 10, db_writes 5, precise_monitor 1", 10, "run 100")]
    [InlineData("websocket", "ws_connections 5, chat_api 3", 15, "run 100")]
    [InlineData("full-journey", "guest 8, user 6, create 3, chat 2, book 1", 15, "run 100")]
    [InlineData("service-deploy", "continuous 10, health 1, db_request 5", 10, "baseline 30, deploy 70, verify 100")]
    [InlineData("nginx-switch", "rapid 15, keepalive 3, mixed 5, precise_monitor 1", 10, "baseline 30, switch 50, verify 100")]
    [InlineData("rollback-db", "reads 8, writes 3, monitor 1, user_scenario 3", 10, "before 20, during 70, after 100")]
    [InlineData("rollback-service", "reads 8, writes 3, monitor 1, user_scenario 3", 7, "before 21, during 64, after 100")]
    [InlineData("rollback-nginx", "reads 8, writes 3, monitor 1, user_scenario 3", 5, "before 20, during 60, after 100")]
    [InlineData("rollback-full", "reads 8, writes 3, monitor 1, user_scenario 3", 15, "before 13, during 80, after 100")]
    public void GroupsDurationAndPhases(string scenario, string groups, int minutes, string phases)
    {
        var plan = ScenarioCatalog.New(scenario)!.Plan;

        Assert.Equal(groups, string.Join(", ", plan.Groups.Select(group => $"{group.Name} {group.VirtualUsers}")));
        Assert.Equal(TimeSpan.FromMinutes(minutes), plan.Duration);
        Assert.Equal(phases, string.Join(", ", plan.Phases.Select(phase => string.Create(CultureInfo.InvariantCulture, $"{phase.Name} {phase.Until * 100:0.##}"))));
    }

    [Theory]
    [InlineData("dns-switch", "dns_availability > 0.999 · dns_read_latency p95 < 500 · dns_failed_requests < 5")]
    [InlineData("websocket", "ws_connect_success > 0.90 · ws_chat_api_success > 0.95")]
    [InlineData("full-journey", "journey_overall_success > 0.95 · journey_guest_success > 0.99 · journey_user_success > 0.95 · journey_total_latency p95 < 3000")]
    [InlineData("service-deploy", "deploy_availability > 0.999 · deploy_latency p95 < 2000 · deploy_errors < 10")]
    [InlineData("nginx-switch", "nginx_availability > 0.999 · nginx_latency p95 < 1000 · nginx_errors < 5")]
    [InlineData("rollback-service", Rollback)]
    [InlineData("rollback-nginx", Rollback)]
    [InlineData("rollback-full", Rollback)]
    public void Thresholds(string scenario, string thresholds) =>
        Assert.Equal(thresholds, string.Join(" · ", ScenarioCatalog.New(scenario)!.Plan.Thresholds.Select(threshold => $"{threshold.Metric.Name} {threshold.Expression.Text}")));

    [Theory]
    [InlineData("dns-switch", "dns_availability dns_failed_requests dns_health_latency dns_read_latency dns_server_responses dns_total_requests dns_write_latency")]
    [InlineData("websocket", "ws_chat_api_success ws_connect_latency ws_connect_success ws_disconnections ws_errors ws_longest_gap_ms ws_messages_duplicated ws_messages_lost ws_messages_missed_away ws_messages_out_of_order ws_messages_received ws_messages_sent ws_messages_undecided ws_reconnect_ms ws_reconnections")]
    [InlineData("full-journey", "journey_book_success journey_chat_success journey_errors journey_guest_success journey_join_success journey_overall_success journey_service_latency journey_total_latency journey_user_success")]
    [InlineData("service-deploy", "deploy_availability deploy_baseline_success deploy_cold_start_detected deploy_cold_start_ms deploy_errors deploy_latency deploy_phase_success deploy_slow_responses deploy_verify_success")]
    [InlineData("nginx-switch", "nginx_availability nginx_baseline_success nginx_connection_resets nginx_errors nginx_latency nginx_max_consecutive_errors nginx_server_switch_detected nginx_switch_phase_success nginx_timeouts nginx_verify_success")]
    [InlineData("rollback-full", "rollback_after_success rollback_availability rollback_before_success rollback_connection_resets rollback_downtime_ms rollback_during_success rollback_errors rollback_latency rollback_max_consecutive_errors rollback_read_latency rollback_read_success rollback_timeouts rollback_write_latency rollback_write_success")]
    public void Metrics(string scenario, string metrics) =>
        Assert.Equal(metrics, string.Join(' ', ScenarioCatalog.New(scenario)!.Plan.Metrics.Select(metric => metric.Name).Order(StringComparer.Ordinal)));

    [Fact]
    public void TheFirstEight_AreInTheOrderOfAll() => Assert.Equal(
        ["db-cutover", "data-integrity", "connpool", "service-deploy", "nginx-switch", "full-journey", "websocket", "dns-switch"],
        ScenarioCatalog.All().Take(8).Select(scenario => scenario.Plan.Id));

    private const string Rollback =
        "rollback_availability > 0.99 · rollback_read_success > 0.99 · rollback_before_success > 0.999 · rollback_errors < 20 · rollback_latency p95 < 3000";
}
