using System.Globalization;
using System.Text;
using Migration.Checksums.Keys;

namespace Migration.Tests.Checksums;

public sealed class ChunkPlanTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LaysIntegerRangesEndToEnd_OpenAtBothEnds()
    {
        var plan = IntegerChunks.ForDense([1, 1000], estimatedRows: 1000, chunkRows: 300)!;

        Assert.Equal([(null, "300"), ("300", "600"), ("600", "900"), ("900", null)], await AllAsync(plan, _ => 300));
    }

    [Fact]
    public async Task Adapts_ToTheRowsItMeets()
    {
        // Ten times denser than estimated, then empty.
        var plan = new IntegerChunks(1, 100_000, estimatedRows: 1_000, chunkRows: 100);
        var ranges = await AllAsync(plan, i => i == 0 ? 1_000 : 0);

        Assert.Equal([(null, "10000"), ("10000", "11000"), ("11000", "15000"), ("15000", "31000"), ("31000", "95000"), ("95000", null)], ranges);
    }

    [Fact]
    public async Task Adapts_FromTheWidthThatHeldTheRows_WhenToldLate()
    {
        var plan = new IntegerChunks(1, 100_000, estimatedRows: 1_000, chunkRows: 100);
        for (var i = 0; i < 2; i++)
        {
            await plan.NextAsync(Cancellation);
        }

        plan.Met(1_000);
        var narrowed = await plan.NextAsync(Cancellation);
        plan.Met(1_000);
        var asNarrow = await plan.NextAsync(Cancellation);

        Assert.Equal(("20000", "21000", "22000"), (Text(narrowed!.After), Text(narrowed.UpTo), Text(asNarrow!.UpTo)));
    }

    [Theory]
    [InlineData("-9223372036854775808", "9223372036854775807")]
    [InlineData("0", "18446744073709551615")]
    public async Task CoversTheWholeRangeOfAType(string lowest, string highest)
    {
        var (low, high) = (Int128.Parse(lowest, CultureInfo.InvariantCulture), Int128.Parse(highest, CultureInfo.InvariantCulture));

        var ranges = await AllAsync(new IntegerChunks(low, high, long.MaxValue, 1_000_000_000), _ => long.MaxValue / 8, atMost: 10);

        Assert.Null(ranges[0].After);
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.Equal(pair.First.UpTo, pair.Second.After));
    }

    [Fact]
    public void LeavesSparseKeys_ToTheKeyset()
    {
        Assert.Null(IntegerChunks.ForDense([1, 1_000_000], estimatedRows: 100, chunkRows: 100));
        Assert.Null(IntegerChunks.ForDense([], estimatedRows: 0, chunkRows: 100));
        Assert.NotNull(IntegerChunks.ForDense([1, 90, 5, 100], estimatedRows: 100, chunkRows: 100));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(950, 10)]
    public async Task FollowsTheKeys_OfAnyOtherKind(int rows, int chunks)
    {
        var table = FakeTable.Counting(rows);

        var ranges = await AllAsync(new KeysetChunks(table, 100), _ => 0);

        Assert.Equal(chunks, ranges.Count);
        Assert.Equal((null, null), (ranges[0].After, ranges[^1].UpTo));
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.Equal(pair.First.UpTo, pair.Second.After));
    }

    private static async Task<List<(string? After, string? UpTo)>> AllAsync(IChunkPlan plan, Func<int, long> rowsOf, int atMost = 1000)
    {
        var ranges = new List<(string?, string?)>();
        while (ranges.Count < atMost && await plan.NextAsync(Cancellation) is { } range)
        {
            plan.Met(rowsOf(ranges.Count));
            ranges.Add((Text(range.After), Text(range.UpTo)));
        }

        return ranges;
    }

    private static string? Text(RowKey? key) => key is null ? null : Encoding.ASCII.GetString(key.Values[0]);
}
