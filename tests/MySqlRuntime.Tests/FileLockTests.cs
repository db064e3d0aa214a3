using Microsoft.Extensions.Time.Testing;

namespace MySqlRuntime.Tests;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string LockFile => Path.Combine(_folder.Path, "some/where/fetch.lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Waits_ForTheHolder_AndTellsWhoItIs()
    {
        var time = new FakeTimeProvider();
        var first = await FileLock.AcquireAsync(LockFile, time, _ => Assert.Fail("nobody holds it"), Cancellation);
        var holders = new List<int?>();
        var second = FileLock.AcquireAsync(LockFile, time, holders.Add, Cancellation);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(second.IsCompleted);

        first.Dispose();
        while (!second.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await second).Dispose();
        Assert.Equal([Environment.ProcessId], holders);
    }

    [Fact]
    public async Task Ignores_AFileThatADeadProcessLeft()
    {
        _folder.Write("some/where/fetch.lock", "4711");

        using var held = await FileLock.AcquireAsync(LockFile, TimeProvider.System, _ => Assert.Fail("nobody holds it"), Cancellation);
    }

    [Fact]
    public async Task StopsWaiting_WhenCancelled()
    {
        using var held = await FileLock.AcquireAsync(LockFile, TimeProvider.System, _ => { }, Cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var waiting = FileLock.AcquireAsync(LockFile, TimeProvider.System, _ => stop.Cancel(), stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
