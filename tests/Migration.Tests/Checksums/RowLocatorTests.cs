using Migration.Checksums;
using Migration.Checksums.Keys;
using Migration.Checksums.Rows;
using Migration.Checksums.Sides;

namespace Migration.Tests.Checksums;

public sealed class RowLocatorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindsOneRow_ReadingOnlyItsNeighbours()
    {
        var (source, target) = (FakeTable.Counting(50_000), FakeTable.Counting(50_000));
        target[33_333] = "tampered";

        var found = await LocateAsync(source, target);

        Assert.Equal([new RowCandidate(Build.Key(33_333), RowDifferenceKind.Different)], found);
        Assert.InRange(source.RowsListed, 1, RowLocator.LeafRows);
        // The chunk once by the caller, once more in parts, and one part of it again.
        Assert.InRange(source.RowsHashed, 100_000, 110_000);
    }

    [Fact]
    public async Task FindsEveryKind_InKeyOrder()
    {
        var (source, target) = (FakeTable.Counting(5_000), FakeTable.Counting(5_000));
        target.Remove(1);
        target[2_500] = "x";
        target[9_000] = "extra";
        source.Remove(4_999);

        Assert.Equal(
            [(1, RowDifferenceKind.MissingOnTarget), (2_500, RowDifferenceKind.Different), (4_999, RowDifferenceKind.ExtraOnTarget), (9_000, RowDifferenceKind.ExtraOnTarget)],
            (await LocateAsync(source, target)).Select(c => (int.Parse(c.Key.Values[0], null), c.Kind)));
    }

    [Theory]
    [InlineData(0, 3_000, RowDifferenceKind.ExtraOnTarget)]
    [InlineData(3_000, 0, RowDifferenceKind.MissingOnTarget)]
    public async Task FindsAll_WhenOneSideIsEmpty(int inSource, int inTarget, RowDifferenceKind kind)
    {
        var found = await LocateAsync(FakeTable.Counting(inSource), FakeTable.Counting(inTarget));

        Assert.Equal(3_000, found.Count);
        Assert.All(found, c => Assert.Equal(kind, c.Kind));
        Assert.Equal(3_000, found.Select(c => c.Key).Distinct().Count());
    }

    [Fact]
    public async Task FindsNothing_BetweenEqualSides()
    {
        Assert.Empty(await LocateAsync(FakeTable.Counting(1_000), FakeTable.Counting(1_000)));
    }

    private static async Task<List<RowCandidate>> LocateAsync(FakeTable source, FakeTable target)
    {
        var (s, t) = await Both.AskAsync(source, target, x => x.HashAsync(KeyRange.All, Cancellation));
        var found = new List<RowCandidate>();
        await foreach (var candidate in new RowLocator(source, target).LocateAsync(KeyRange.All, s, t, Cancellation))
        {
            found.Add(candidate);
        }

        return found;
    }
}
