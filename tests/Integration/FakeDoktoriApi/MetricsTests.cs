using System.Text.RegularExpressions;
using MySqlConnector;
using Support;

namespace Integration.FakeDoktoriApi;

/// <summary>
/// Asked of a process of its own: OpenTelemetry ends a metric for all when one of several meters of its name is disposed of
/// (https://github.com/open-telemetry/opentelemetry-dotnet/issues/6412), and other tests run the application in this process.
/// </summary>
[Collection(nameof(ApiServerCollection))]
public sealed partial class MetricsTests(ApiServer server, MeasuredApi api) : IClassFixture<MeasuredApi>
{
    private static readonly HashSet<string> _dashboard =
    [
        "http_server_requests_seconds_bucket", "http_server_requests_seconds_count", "http_server_requests_seconds_sum",
        "hikaricp_connections", "hikaricp_connections_active", "hikaricp_connections_idle", "hikaricp_connections_pending",
        "hikaricp_connections_max", "hikaricp_connections_min", "hikaricp_connections_timeout_total",
        "hikaricp_connections_acquire_seconds_bucket", "hikaricp_connections_acquire_seconds_count", "hikaricp_connections_acquire_seconds_sum",
        "hikaricp_connections_usage_seconds_count", "hikaricp_connections_creation_seconds_count",
        "process_cpu_usage", "process_uptime_seconds", "process_start_time_seconds", "process_resident_memory_bytes", "dotnet_gc_collections_total",
    ];

    [Theory]
    [InlineData("/actuator/prometheus")]
    [InlineData("/api/actuator/prometheus")]
    public async Task Names_AreThoseOfTheDashboard(string path)
    {
        using var meetings = await api.SendAsync(HttpMethod.Get, "/api/meetings?size=1");

        // A request is counted after its answer has left, and the exporter answers scrapes of one moment from a cache.
        await Eventually.TrueAsync(
            async () => (await api.TextAsync(path)).Contains("http_server_requests_seconds_count{", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Superset(_dashboard, Line().Matches(await api.TextAsync(path)).Select(m => m.Groups[1].Value).ToHashSet());
    }

    [Fact]
    public async Task Requests_AreLabelledAsSpringDoes()
    {
        using var meeting = await api.SendAsync(HttpMethod.Get, "/api/meetings/7");
        using var invalid = await api.SendAsync(HttpMethod.Get, "/api/meetings/0");
        using var nobody = await api.SendAsync(HttpMethod.Get, "/api/users/me");
        using var agreed = await api.SendAsync(HttpMethod.Put, "/api/users/me/notifications", """{"notificationAgreement":true}""");
        Assert.Equal([200, 422, 401, 204], new[] { meeting, invalid, nobody, agreed }.Select(answer => (int)answer.StatusCode));

        foreach (var labels in new[]
        {
            """method="GET",outcome="SUCCESS",status="200",uri="/meetings/{meetingId}" """,
            """method="GET",outcome="CLIENT_ERROR",status="422",uri="/meetings/{meetingId}" """,
            """method="GET",outcome="CLIENT_ERROR",status="401",uri="UNKNOWN" """,
            """method="PUT",outcome="SUCCESS",status="204",uri="/users/me/notifications" """,
        })
        {
            var counted = $"http_server_requests_seconds_count{{{labels.Trim()}}}";
            await Eventually.TrueAsync(
                async () => (await api.TextAsync("/actuator/prometheus")).Contains(counted, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Pool_IsDescribedByItsOwnNumbers()
    {
        await using var own = new MeasuredApi(server);
        await own.InitializeAsync();
        await using var locker = new MySqlConnection(server.Root);
        await locker.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await locker.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var command = new MySqlCommand("SELECT * FROM user_preferences WHERE user_id = 1 FOR UPDATE", locker, transaction))
        {
            _ = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }

        var waiting = own.SendAsync(HttpMethod.Put, "/api/users/me/notifications", """{"notificationAgreement":true}""");
        var text = "";
        await Eventually.TrueAsync(
            async () => (text = await own.TextAsync("/actuator/prometheus")).Contains("hikaricp_connections_active{pool=\"metrics-test\"} 1", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        using var written = await waiting;
        Assert.Equal(204, (int)written.StatusCode);

        Assert.Contains("hikaricp_connections_max{pool=\"metrics-test\"} 40", text, StringComparison.Ordinal);
        Assert.Contains("hikaricp_connections_min{pool=\"metrics-test\"} 2", text, StringComparison.Ordinal);

        // Being ready took two connections: to see that one answers, and for a statement that is refused. The third is in use.
        Assert.Contains("hikaricp_connections_acquire_seconds_count{pool=\"metrics-test\"} 3", text, StringComparison.Ordinal);
        Assert.Contains("hikaricp_connections_timeout_total{pool=\"metrics-test\"} 0", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^([a-z_]+)(?:\{| )", RegexOptions.Multiline)]
    private static partial Regex Line();
}
