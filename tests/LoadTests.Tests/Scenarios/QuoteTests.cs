using LoadTests.History;
using LoadTests.Reports;
using LoadTests.Scenarios;
using LoadTests.Scenarios.DnsSwitch;

namespace LoadTests.Tests.Scenarios;

/// <summary>A sentence is printed only when its number was measured and its threshold holds.</summary>
public sealed class QuoteTests
{
    private static readonly UnavailableWindow Window = new(0, 181_200, Failed: 3, Open: false);

    [Fact]
    public void DbCutover_QuotesWhatWasMeasured()
    {
        var quotes = Quotes("db-cutover", Cutover(readRate: 0.9987), Judged("migration_read_success", true), [Window]);

        Assert.Equal(["컷오버 중에도 읽기 99.87% 가용", "쓰기 불가 구간 0.19초, 3건 실패"], quotes);
    }

    [Fact]
    public void DbCutover_DoesNotQuoteReads_WhoseThresholdFails() =>
        Assert.DoesNotContain(Quotes("db-cutover", Cutover(readRate: 0.5), Judged("migration_read_success", false), []), quote => quote.Contains("읽기", StringComparison.Ordinal));

    [Fact]
    public void DbCutover_DoesNotQuoteAWindow_ThatIsNotOver() =>
        Assert.DoesNotContain(Quotes("db-cutover", Cutover(1), Judged("migration_read_success", true), [Window with { Open = true }]), quote => quote.Contains("쓰기", StringComparison.Ordinal));

    [Fact]
    public void NothingIsQuoted_WhenTheTokenExpired() =>
        Assert.Empty(Quotes("db-cutover", Cutover(1), [.. Judged("migration_read_success", true), new ThresholdResult("load_unauthorized", "== 0", 3, false)], [Window]));

    [Theory]
    [InlineData(true, 0, true)]
    [InlineData(true, 1, false)]
    [InlineData(false, 0, false)]
    public void DataIntegrity_QuotesNoLoss_OnlyWhenSettledWithout(bool settled, int lost, bool quoted)
    {
        var ledger = new LedgerSummary { Sent = 12, Acknowledged = 12, Refused = 0, Unknown = 0, Settled = settled };
        MetricSummary[] metrics = [new() { Name = "integrity_write_succeeded", Kind = MetricKind.Counter, Count = 12, Value = 12 }];
        ThresholdResult[] thresholds =
        [
            new("integrity_lost", "== 0", settled ? lost : null, settled ? lost == 0 : null), new("integrity_duplicated", "== 0", settled ? 0 : null, settled ? true : null),
        ];

        Assert.Equal(quoted ? ["12건 쓰기 성공, 전부 DB 반영, 유실 0건"] : [], Quotes("data-integrity", metrics, thresholds, [], ledger));
    }

    [Fact]
    public void Connpool_QuotesNoRecovery_ThatWasNotSeen() =>
        Assert.Empty(Quotes("connpool", [new() { Name = "connpool_recovery_ms", Kind = MetricKind.Gauge, Count = 0 }], Judged("connpool_db_read_success", true), []));

    [Fact]
    public void DnsSwitch_QuotesNoErrors_OnlyWhenThereWasNone()
    {
        ThresholdResult[] held = [new("dns_availability", "> 0.999", 0.9995, true), new("dns_failed_requests", "< 5", 1, true)];

        var good = new RunResult([Measured("dns_availability", 1), Counted("dns_total_requests", 900), Counted("dns_failed_requests", 0)], held, [], null);
        var oneFailed = new RunResult([Measured("dns_availability", 0.9995), Counted("dns_total_requests", 900), Counted("dns_failed_requests", 1)], held, [], null);

        Assert.Equal(["DNS 전환 중 가용성 100%", "전환 중 에러 0건 = 무중단"], new DnsSwitchScenario { Moved = true }.Quotes(good));
        Assert.Equal(["DNS 전환 중 가용성 99.95%"], new DnsSwitchScenario { Moved = true }.Quotes(oneFailed));
        Assert.Empty(new DnsSwitchScenario { Moved = false }.Quotes(good));
    }

    [Fact]
    public void NginxSwitch_QuotesADetectedSwitch_OnlyWhenThereWasOne()
    {
        ThresholdResult[] held = [new("nginx_availability", "> 0.999", 1, true), new("nginx_errors", "< 5", 0, true)];

        Assert.Equal(["Nginx reload 무중단, 에러 0건"], Quotes("nginx-switch", [Measured("nginx_switch_phase_success", 1), Counted("nginx_server_switch_detected", 0)], held, []));
        Assert.Equal(["upstream 전환 실시간 감지"], Quotes("nginx-switch", [Counted("nginx_errors", 3), Counted("nginx_server_switch_detected", 1)], held, []));
        Assert.Empty(Quotes("nginx-switch", [Measured("nginx_switch_phase_success", 1), Counted("nginx_server_switch_detected", 1)], [held[0] with { Ok = false }, held[1]], []));
    }

    [Fact]
    public void ServiceDeploy_QuotesAColdStart_OnlyWhenItWasSeen()
    {
        ThresholdResult[] held = [new("deploy_availability", "> 0.999", 1, true), new("deploy_errors", "< 10", 0, true)];
        MetricSummary[] metrics = [Measured("deploy_availability", 1), Measured("deploy_phase_success", 1), new() { Name = "deploy_cold_start_ms", Kind = MetricKind.Gauge, Count = 1, Value = 1230 }];

        Assert.Equal(["Blue/Green 배포 중 가용성 100%", "HikariCP 초기화 1.23초"], Quotes("service-deploy", metrics, held, []));
        Assert.Equal(["Blue/Green 배포 중 가용성 100%"], Quotes("service-deploy", metrics[..2], held, []));
        Assert.Empty(Quotes("service-deploy", metrics, [held[0] with { Ok = false }, held[1]], []));
    }

    [Theory]
    [InlineData(5, 5, true)]
    [InlineData(5, 4, false)]
    [InlineData(0, 0, false)]
    public void WebSocket_QuotesReconnecting_OnlyWhenEverybodyCameBack(int broken, int back, bool quoted)
    {
        MetricSummary[] metrics = [Counted("ws_disconnections", broken), new() { Name = "ws_reconnect_ms", Kind = MetricKind.Trend, Count = back, Max = 412 }];

        Assert.Equal(quoted ? ["WebSocket 전환 시 5건 끊김, 0.42초 내 재연결"] : [], Quotes("websocket", metrics, [new("ws_connect_success", "> 0.90", 1, true)], []));
    }

    [Fact]
    public void FullJourney_QuotesFive_OnlyWhenAllFiveWereWalked()
    {
        ThresholdResult[] held = [new("journey_overall_success", "> 0.95", 1, true), new("journey_guest_success", "> 0.99", 1, true), new("journey_user_success", "> 0.95", 1, true)];
        MetricSummary[] five = [.. new[] { "guest", "user", "join", "chat", "book", "overall" }.Select(kind => Measured($"journey_{kind}_success", 0.9912))];

        Assert.Equal(["마이그레이션 중 5가지 시나리오 성공률 99.12%"], Quotes("full-journey", five, held, []));
        Assert.Empty(Quotes("full-journey", [.. five.Where(metric => metric.Name != "journey_book_success")], held, []));
    }

    private static MetricSummary Measured(string rate, double value) => new() { Name = rate, Kind = MetricKind.Rate, Count = 100, Rate = value };

    private static MetricSummary Counted(string counter, long value) => new() { Name = counter, Kind = MetricKind.Counter, Count = value, Value = value };

    private static MetricSummary[] Cutover(double readRate) =>
    [
        new() { Name = "migration_read_success", Kind = MetricKind.Rate, Count = 1000, Rate = readRate },
        new() { Name = "migration_write_failed_during_cutover", Kind = MetricKind.Counter, Count = 3, Value = 3 },
    ];

    private static ThresholdResult[] Judged(string metric, bool ok) => [new(metric, "> 0.99", 0, ok)];

    private static string[] Quotes(string scenario, MetricSummary[] metrics, ThresholdResult[] thresholds, UnavailableWindow[] windows, LedgerSummary? ledger = null) =>
        [.. ScenarioCatalog.New(scenario)!.Quotes(new RunResult(metrics, thresholds, windows, ledger))];
}
