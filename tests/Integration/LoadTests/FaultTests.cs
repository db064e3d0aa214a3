namespace Integration.LoadTests;

/// <summary>The real program against the fake API: each scenario fails when its fault is injected.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("db-cutover", "GET /meetings", Fault.InternalError, "migration_read_success")]
    [InlineData("db-cutover", "GET /meetings/search", Fault.HalfAnAnswer, "migration_read_success")]
    [InlineData("db-cutover", "GET /recommendations/meetings", Fault.Reset, "migration_read_success")]
    [InlineData("db-cutover", "GET /health", Fault.InternalError, "migration_health_success")]
    [InlineData("db-cutover", "GET /meetings", Fault.Slow, "migration_read_latency")]
    [InlineData("db-cutover", "PUT /users/me/notifications", Fault.InternalError, "migration_overall_availability")]
    [InlineData("db-cutover", "PUT /users/me/notifications", Fault.Unauthorized, "load_unauthorized")]
    [InlineData("data-integrity", "POST /meetings", Fault.InternalError, "integrity_write_success_rate")]
    [InlineData("data-integrity", "POST /meetings", Fault.Reset, "integrity_write_success_rate")]
    [InlineData("data-integrity", "GET /meetings", Fault.InternalError, "integrity_read_success")]
    [InlineData("connpool", "GET /meetings", Fault.InternalError, "connpool_db_read_success")]
    [InlineData("connpool", "PUT /users/me/notifications", Fault.Unauthorized, "load_unauthorized")]
    [InlineData("rollback-db", "GET /meetings", Fault.InternalError, "rollback_availability")]
    [InlineData("rollback-db", "GET /meetings/{id}", Fault.Reset, "rollback_read_success")]
    [InlineData("rollback-db", "GET /meetings", Fault.HalfAnAnswer, "rollback_before_success")]
    [InlineData("rollback-db", "PUT /users/me/notifications", Fault.Unauthorized, "load_unauthorized")]
    [InlineData("rollback-service", "GET /recommendations/meetings", Fault.InternalError, "rollback_availability")]
    [InlineData("rollback-nginx", "GET /health", Fault.Reset, "rollback_before_success")]
    [InlineData("rollback-full", "GET /meetings", Fault.InternalError, "rollback_read_success")]
    [InlineData("service-deploy", "GET /health", Fault.InternalError, "deploy_availability")]
    [InlineData("service-deploy", "GET /meetings", Fault.Reset, "deploy_errors")]
    [InlineData("service-deploy", "GET /recommendations/meetings", Fault.HalfAnAnswer, "deploy_availability")]
    [InlineData("nginx-switch", "GET /health", Fault.Reset, "nginx_availability")]
    [InlineData("nginx-switch", "GET /meetings", Fault.InternalError, "nginx_errors")]
    [InlineData("nginx-switch", "GET /meetings", Fault.Slow, "nginx_latency")]
    [InlineData("dns-switch", "GET /health", Fault.InternalError, "dns_availability")]
    [InlineData("dns-switch", "GET /meetings", Fault.Slow, "dns_read_latency")]
    [InlineData("dns-switch", "GET /meetings/{id}", Fault.Reset, "dns_failed_requests")]
    [InlineData("dns-switch", "PUT /users/me/notifications", Fault.Unauthorized, "load_unauthorized")]
    [InlineData("full-journey", "GET /chat-rooms", Fault.InternalError, "journey_overall_success")]
    [InlineData("full-journey", "GET /books", Fault.Reset, "journey_overall_success")]
    [InlineData("full-journey", "GET /books", Fault.Unauthorized, "load_unauthorized")]
    [InlineData("websocket", "GET /chat-rooms", Fault.InternalError, "ws_chat_api_success")]
    [InlineData("write-probe", "POST /meetings", Fault.InternalError, "probe_write_success")]
    public async Task Fails_WhenItsFaultIsInjected(string scenario, string request, Fault fault, string threshold)
    {
        await using var api = await FakeApi.StartAsync();
        // Preflight, which asks once, must find a good service: it refuses to measure a bad one.
        var spared = request is "GET /health" or "GET /meetings/{id}" ? 1 : 0;
        var asked = 0;
        api.Misbehave = any => any == request && Interlocked.Increment(ref asked) > spared ? fault : Fault.None;
        using var run = LoadTestsProcess.Against(api, scenario, "2s");

        var exitCode = await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        Assert.True(exitCode == 99, run.Output);
        Assert.False(run.Summary().Thresholds.Single(result => result.Metric == threshold).Ok);
        Counts.Agree(run, api);
    }

    [Fact]
    public async Task Connpool_MeasuresTheRecovery_AndSaysSo()
    {
        await using var api = await FakeApi.StartAsync();
        var looks = 0;
        api.Misbehave = request => request == "GET /health" && Interlocked.Increment(ref looks) is >= 2 and <= 4 ? Fault.InternalError : Fault.None;
        using var run = LoadTestsProcess.Against(api, "connpool", "7s");

        var exitCode = await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, run.Output);
        Assert.Contains("복구 감지!", run.Output);
        var summary = run.Summary();
        Assert.Equal(1, summary.Metrics.Single(metric => metric.Name == "connpool_recovery_detected").Value);
        Assert.InRange(summary.Metrics.Single(metric => metric.Name == "connpool_recovery_ms").Value!.Value, 3000, 4500);
        Assert.Contains(summary.Quotes, quote => quote.StartsWith("HikariCP 자동 복구 3", StringComparison.Ordinal));
    }
}
