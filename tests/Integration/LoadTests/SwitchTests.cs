namespace Integration.LoadTests;

/// <summary>Another server answers in the middle of a run: what nginx-switch and service-deploy make of it.</summary>
public sealed class SwitchTests
{
    [Fact]
    public async Task NginxSwitch_SeesOneSwitch_AndQuotesIt()
    {
        await using var api = await FakeApi.StartAsync();
        var asked = 0;
        api.Misbehave = request =>
        {
            api.ServerId = request == "GET /meetings" && Interlocked.Increment(ref asked) > 150 ? "api-vpc" : api.ServerId;
            return Fault.None;
        };
        using var run = LoadTestsProcess.Against(api, "nginx-switch", "4s");

        Assert.Equal(0, await run.ExitCodeAsync(TestContext.Current.CancellationToken));

        var summary = run.Summary();
        Assert.Equal(1, summary.Metrics.Single(metric => metric.Name == "nginx_server_switch_detected").Value);
        Assert.Equal(0, summary.Metrics.Single(metric => metric.Name == "nginx_max_consecutive_errors").Value);
        Assert.Equal(["Nginx reload 무중단, 에러 0건", "upstream 전환 실시간 감지"], summary.Quotes);
        Assert.Contains("서버 전환 감지: fake-api → api-vpc", run.Output);
    }

    [Fact]
    public async Task NginxSwitch_EachKeepaliveUserKeepsOneConnection()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "nginx-switch", "4s");

        await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        // Three users of their own, and the monitor, which shares the pool of the others.
        var busy = api.Ports["GET /health"];
        var requests = run.Samples().Count(sample => sample.Group == "keepalive");
        Assert.Equal(3, busy.Values.OrderDescending().Count(count => count == requests / 3 || count == (requests / 3) + 1));
        Assert.All(busy.Keys.Where(port => busy[port] >= requests / 3).Take(3), port => Assert.DoesNotContain(port, api.Ports["GET /recommendations/meetings"].Keys));
    }

    [Fact]
    public async Task NginxSwitch_CountsFailuresInARow_OverAllUsers()
    {
        await using var api = await FakeApi.StartAsync();
        var asked = 0;
        api.Misbehave = request => request == "GET /meetings" && Interlocked.Increment(ref asked) is > 60 and <= 70 ? Fault.Reset : Fault.None;
        using var run = LoadTestsProcess.Against(api, "nginx-switch", "3s");

        Assert.Equal(99, await run.ExitCodeAsync(TestContext.Current.CancellationToken));

        var metrics = run.Summary().Metrics;
        Assert.Equal(10, metrics.Single(metric => metric.Name == "nginx_connection_resets").Value);
        Assert.InRange(metrics.Single(metric => metric.Name == "nginx_max_consecutive_errors").Value!.Value, 2, 10);
        Assert.DoesNotContain(run.Summary().Quotes, quote => quote.Contains("에러 0건", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ServiceDeploy_MeasuresTheColdStart_OfTheNewInstance()
    {
        await using var api = await FakeApi.StartAsync();
        long started = 0;
        api.Misbehave = request =>
        {
            // The load begins with its first list. After the baseline (30 % of 9 s) the new instance answers; its database is slow in coming.
            Interlocked.CompareExchange(ref started, request == "GET /meetings" ? TimeProvider.System.GetTimestamp() : 0, 0);
            var isNew = Interlocked.Read(ref started) is not 0 and var began && TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromSeconds(3.5);
            api.ServerId = isNew ? "api-lightsail-green" : "api-lightsail";
            return isNew && request != "GET /health" ? Fault.Slow : Fault.None;
        };
        using var run = LoadTestsProcess.Against(api, "service-deploy", "9s");

        Assert.Equal(0, await run.ExitCodeAsync(TestContext.Current.CancellationToken));

        var coldStart = run.Summary().Metrics.Single(metric => metric.Name == "deploy_cold_start_ms").Value!.Value;
        Assert.InRange(coldStart, 1400, 4000);
        Assert.Contains(run.Summary().Quotes, quote => quote.StartsWith("HikariCP 초기화 ", StringComparison.Ordinal));
        Assert.Contains(run.Summary().Quotes, quote => quote.StartsWith("Blue/Green 배포 중 가용성 100", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ServiceDeploy_WithoutANewInstance_HasNoColdStart()
    {
        await using var api = await FakeApi.StartAsync();
        using var run = LoadTestsProcess.Against(api, "service-deploy", "3s");

        await run.ExitCodeAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, run.Summary().Metrics.Single(metric => metric.Name == "deploy_cold_start_ms").Count);
        Assert.DoesNotContain(run.Summary().Quotes, quote => quote.Contains("HikariCP", StringComparison.Ordinal));
    }
}
