using LoadTests.History;
using LoadTests.Reports;
using LoadTests.Scenarios;

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

    private static MetricSummary[] Cutover(double readRate) =>
    [
        new() { Name = "migration_read_success", Kind = MetricKind.Rate, Count = 1000, Rate = readRate },
        new() { Name = "migration_write_failed_during_cutover", Kind = MetricKind.Counter, Count = 3, Value = 3 },
    ];

    private static ThresholdResult[] Judged(string metric, bool ok) => [new(metric, "> 0.99", 0, ok)];

    private static string[] Quotes(string scenario, MetricSummary[] metrics, ThresholdResult[] thresholds, UnavailableWindow[] windows, LedgerSummary? ledger = null) =>
        [.. ScenarioCatalog.New(scenario)!.Quotes(new RunResult(metrics, thresholds, windows, ledger))];
}
