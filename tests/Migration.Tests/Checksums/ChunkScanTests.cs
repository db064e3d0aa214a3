using Migration.Checksums.Keys;
using Migration.Checksums.Tables;

namespace Migration.Tests.Checksums;

public sealed class ChunkScanTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GivesEveryRange_InOrder_WithItsDifference()
    {
        var (source, target) = (FakeTable.Counting(1000), FakeTable.Counting(1000));
        target[250] = "altered";
        await using var scan = new ChunkScan(source, target, new KeysetChunks(source, 100));

        var chunks = new List<ScannedChunk>();
        while (await scan.NextAsync(goOn: true, Cancellation) is { } chunk)
        {
            chunks.Add(chunk);
        }

        Assert.Equal(Enumerable.Range(0, 11).Select(i => i < 10 ? 100L : 0), chunks.Select(c => c.Rows));
        Assert.Equal(2, Assert.Single(chunks.Index(), c => c.Item.Differs).Index);
        Assert.Equal((1000, 1000), (source.RowsHashed, target.RowsHashed));
    }

    [Fact]
    public async Task LetsOneServerRunAhead_AndNoFurtherThanAllowed()
    {
        var (source, target) = (new HeldTable(FakeTable.Counting(1000)), new HeldTable(FakeTable.Counting(1000)));
        await using var scan = new ChunkScan(source, target, new KeysetChunks(source, 100));

        var first = scan.NextAsync(goOn: true, Cancellation);
        for (var i = 0; i < ChunkScan.Underway; i++)
        {
            await source.LetOnePassAsync(Cancellation);
        }

        Assert.False(first.IsCompleted);
        Assert.Equal((ChunkScan.Underway, 1), (source.Asked, target.Asked));
        await target.LetOnePassAsync(Cancellation);
        Assert.Equal(100, (await first)!.Rows);
        source.LetAllPass();
        target.LetAllPass();
    }

    [Fact]
    public async Task Halts_OnceWhatIsUnderwayIsAnswered()
    {
        var (source, target) = (FakeTable.Counting(1000), FakeTable.Counting(1000));
        await using var scan = new ChunkScan(source, target, new KeysetChunks(source, 100));

        Assert.NotNull(await scan.NextAsync(goOn: true, Cancellation));
        for (var i = 1; i < ChunkScan.Underway; i++)
        {
            Assert.NotNull(await scan.NextAsync(goOn: false, Cancellation));
        }

        Assert.Null(await scan.NextAsync(goOn: false, Cancellation));
        Assert.NotNull(await scan.NextAsync(goOn: true, Cancellation));
    }

    [Fact]
    public async Task StartsNothingMore_OnceOneServerFailed_AndWaitsForTheOther()
    {
        var (source, target) = (new HeldTable(FakeTable.Counting(1000)), new HeldTable(FakeTable.Counting(1000)));
        var scan = new ChunkScan(source, target, new KeysetChunks(source, 100));
        var first = scan.NextAsync(goOn: true, Cancellation);
        source.Fail(new InvalidOperationException("lost"));
        await target.LetOnePassAsync(Cancellation);

        Assert.Equal("lost", (await Assert.ThrowsAsync<InvalidOperationException>(() => first)).Message);
        var second = await target.NextAskedAsync(Cancellation);
        var disposed = scan.DisposeAsync().AsTask();
        Assert.False(disposed.IsCompleted);
        second.SetResult();
        await disposed;

        Assert.Equal((1, 2), (source.Asked, target.Asked));
    }
}
