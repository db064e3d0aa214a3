using FakeDoktoriApi.Pool;

namespace FakeDoktoriApi.Tests.Pool;

public sealed class DeadConnectionTests
{
    [Fact]
    public async Task IsReplaced_WithinTheSameAcquire()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle, o.AliveBypassWindowMs) = (3, 3, 0));
        foreach (var connection in fixture.Factory.Opened)
        {
            connection.Kill();
        }

        using var lease = await fixture.AcquireAsync();

        Assert.True(lease.Connection.Id > 3);
        await Task.WhenAll(fixture.Factory.Opened.Take(3).Select(c => c.Disposed));
        await fixture.UntilAsync(() => fixture.Pool.Snapshot() is { Active: 1, Idle: 2 });
    }

    [Fact]
    public async Task SilentPeer_CostsTheWholeTimeout_NotMore()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle, o.AliveBypassWindowMs) = (1, 1, 0));
        fixture.Factory.Opened[0].OnPing = () => new TaskCompletionSource<bool>().Task;

        var acquiring = fixture.AcquireAsync().AsTask();
        fixture.Time.Advance(TimeSpan.FromMilliseconds(2_999));
        await Task.Yield();
        Assert.False(acquiring.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<PoolTimeoutException>(() => acquiring);
        await fixture.Factory.Opened[0].Disposed;
        await fixture.UntilAsync(() => fixture.Pool.Snapshot() is { Total: 1, Idle: 1 });
        (await fixture.AcquireAsync()).Dispose();
    }

    [Fact]
    public async Task ReplacementThatComesTooLate_TimesOut_AndNamesTheFailure()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle, o.AliveBypassWindowMs) = (1, 1, 0));
        fixture.Factory.OnOpen = (_, _) => throw new IOException("refused");
        fixture.Factory.Opened[0].Kill();

        var acquiring = fixture.AcquireAsync().AsTask();
        await fixture.UntilAsync(() => fixture.Factory.Attempts == 2 && fixture.Pool.Snapshot().Pending == 1);

        // Only after the failure does the filler know why.
        await fixture.UntilBackoffAsync(10);
        fixture.Time.Advance(TimeSpan.FromSeconds(3));

        var timeout = await Assert.ThrowsAsync<PoolTimeoutException>(() => acquiring);
        Assert.Equal("refused", timeout.InnerException?.Message);
    }

    [Fact]
    public async Task IsNotNoticed_WithinTheBypassWindow()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle, o.AliveBypassWindowMs) = (1, 1, 500));
        (await fixture.AcquireAsync()).Dispose();
        var connection = fixture.Factory.Opened[0];
        connection.Kill();

        fixture.Time.Advance(TimeSpan.FromMilliseconds(500));
        using (var bypassed = await fixture.AcquireAsync())
        {
            Assert.Same(connection, bypassed.Connection);
            Assert.Equal(0, connection.Pings);
        }

        fixture.Time.Advance(TimeSpan.FromMilliseconds(501));
        using var replaced = await fixture.AcquireAsync();
        Assert.NotSame(connection, replaced.Connection);
        Assert.Equal(1, connection.Pings);
    }

    [Fact]
    public async Task BypassWindowZero_PingsEveryTime()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle, o.AliveBypassWindowMs) = (1, 1, 0));

        (await fixture.AcquireAsync()).Dispose();
        (await fixture.AcquireAsync()).Dispose();

        Assert.Equal(2, fixture.Factory.Opened[0].Pings);
    }

    [Fact]
    public async Task PingThatThrows_IsADeadConnection()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle, o.AliveBypassWindowMs) = (1, 1, 0));
        fixture.Factory.Opened[0].OnPing = () => throw new IOException("reset");

        using var lease = await fixture.AcquireAsync();

        Assert.Equal(2, lease.Connection.Id);
    }

    [Fact]
    public async Task BrokenInUse_IsClosedOnReturn_AndItsReplacementServesTheNextWaiter()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => o.MaximumPoolSize = 1);
        var lease = await fixture.AcquireAsync();
        var waiting = fixture.AcquireAsync().AsTask();

        lease.MarkBroken();
        lease.Dispose();

        using var next = await waiting;
        Assert.Equal(2, next.Connection.Id);
        Assert.Equal(1, fixture.Factory.Opened[0].Disposals);
    }

    [Fact]
    public async Task SocketTheDriverSawFail_IsClosedOnReturn_WithoutBeingMarked()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => o.MaximumPoolSize = 1);
        var lease = await fixture.AcquireAsync();

        lease.Connection.IsBroken = true;
        lease.Dispose();

        Assert.Equal(1, fixture.Factory.Opened[0].Disposals);
        Assert.Equal(0, fixture.Pool.Snapshot().Total);
    }

    [Fact]
    public async Task CancelledDuringThePing_ClosesThatConnection_AndLeaksNothing()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle, o.AliveBypassWindowMs) = (1, 1, 0));
        fixture.Factory.Opened[0].OnPing = () => new TaskCompletionSource<bool>().Task;
        using var cancel = new CancellationTokenSource();
        var acquiring = fixture.Pool.AcquireAsync(cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => acquiring);
        await fixture.Factory.Opened[0].Disposed;
        await fixture.UntilAsync(() => fixture.Pool.Snapshot() is { Total: 1, Idle: 1 });
    }
}
