using Migration.Zones;

namespace Migration.Tests.Zones;

public sealed class DnsSnapshotTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ATtlThatWasNeverLonger_NeedsNoWait() => Assert.Null(Zone((0, 5)).LongerAnswersEnd(5));

    [Fact]
    public void ALoweredTtl_IsKeptForItsLength_FromItsLowering() => Assert.Equal(Noon.AddSeconds(100 + 60), Zone((0, 60), (100, 5)).LongerAnswersEnd(5));

    [Fact]
    public void ALongerTtlOfLongAgo_CountsWhenItOutlastsTheLast() => Assert.Equal(Noon.AddSeconds(10 + 3600), Zone((0, 3600), (10, 60), (20, 5)).LongerAnswersEnd(5));

    [Fact]
    public void TheStateInForce_IsNotCounted() => Assert.Null(Zone((0, 5), (10, 60)).LongerAnswersEnd(5));

    private static DnsSnapshot Zone(params (int At, int Ttl)[] changes) => new(
        "doktori.test",
        changes.Length,
        changes[^1].Ttl,
        new Dictionary<string, string>(),
        [],
        [.. changes.Select((change, index) => new DnsChange(index + 1, Noon.AddSeconds(change.At), change.Ttl, null))]);
}
