using System.Text.RegularExpressions;
using Support;

namespace Integration.FakeDoktoriApi;

[Collection(nameof(ApiServerCollection))]
public sealed partial class MetricsTests(ApiServer server)
{
    [Theory]
    [InlineData("/actuator/prometheus")]
    [InlineData("/api/actuator/prometheus")]
    public async Task Names_AreThoseOfTheDashboard(string path)
    {
        _ = await server.Api.GetAsync("/meetings?size=1");

        var names = Line().Matches((await server.Api.GetRootedAsync(path)).Text).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.Superset(
            new HashSet<string>
            {
                "http_server_requests_seconds_bucket", "http_server_requests_seconds_count", "http_server_requests_seconds_sum",
                "hikaricp_connections", "hikaricp_connections_active", "hikaricp_connections_idle", "hikaricp_connections_pending",
                "hikaricp_connections_max", "hikaricp_connections_min", "hikaricp_connections_timeout_total",
                "hikaricp_connections_acquire_seconds_bucket", "hikaricp_connections_acquire_seconds_count", "hikaricp_connections_acquire_seconds_sum",
                "hikaricp_connections_usage_seconds_count", "hikaricp_connections_creation_seconds_count",
                "process_cpu_usage", "process_uptime_seconds", "process_start_time_seconds", "process_resident_memory_bytes", "dotnet_gc_collections_total",
            },
            names);
    }

    [Fact]
    public async Task Requests_AreLabelledAsSpringDoes()
    {
        _ = await server.Api.GetAsync("/meetings/7");
        _ = await server.Api.GetAsync("/meetings/0");
        _ = await server.Api.GetAsync("/users/me");
        _ = await server.Api.PutAsync("/users/me/notifications", server.Api.Token(1), """{"notificationAgreement":true}""");

        // A request is counted after its answer has left, and the exporter answers scrapes of one moment from a cache.
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
                async () => (await server.Api.GetRootedAsync("/actuator/prometheus")).Text.Contains(counted, StringComparison.Ordinal),
                TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Pool_IsDescribedByItsOwnNumbers()
    {
        await using var api = await ApiInstance.StartAsync(server.Application, ("Hikari:PoolName", "metrics-test"), ("Hikari:MinimumIdle", "2"));
        await Support.Eventually.TrueAsync(
            async () => (await api.GetRootedAsync("/actuator/health/readiness")).Status == 200, TestContext.Current.CancellationToken);
        using var lease = await api.Pool.AcquireAsync(TestContext.Current.CancellationToken);

        var text = (await api.GetRootedAsync("/actuator/prometheus")).Text;

        Assert.Contains("hikaricp_connections_max{pool=\"metrics-test\"} 40", text, StringComparison.Ordinal);
        Assert.Contains("hikaricp_connections_min{pool=\"metrics-test\"} 2", text, StringComparison.Ordinal);
        Assert.Contains("hikaricp_connections_active{pool=\"metrics-test\"} 1", text, StringComparison.Ordinal);

        // Being ready took one connection, to see that it answers.
        Assert.Contains("hikaricp_connections_acquire_seconds_count{pool=\"metrics-test\"} 2", text, StringComparison.Ordinal);
        Assert.Contains("hikaricp_connections_timeout_total{pool=\"metrics-test\"} 0", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^([a-z_]+)(?:\{| )", RegexOptions.Multiline)]
    private static partial Regex Line();
}
