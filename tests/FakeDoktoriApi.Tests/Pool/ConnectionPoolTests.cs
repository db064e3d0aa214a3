using FakeDoktoriApi.Pool;

namespace FakeDoktoriApi.Tests.Pool;

public sealed class ConnectionPoolTests
{
    [Fact]
    public async Task Fills_ToMinimumIdle_AtStart()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle) = (40, 10));

        Assert.Equal(new PoolSnapshot(10, 0, 10, 0), fixture.Pool.Snapshot());
    }

    [Fact]
    public async Task HandsOut_TheFirstFreeOfTheList()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle) = (3, 3));
        var leases = await fixture.AcquireAsync(3);

        leases[2].Dispose();
        leases[0].Dispose();
        using var next = await fixture.AcquireAsync();

        Assert.Equal([1, 2, 3], leases.Select(l => l.Connection.Id));
        Assert.Equal(1, next.Connection.Id);
        leases[1].Dispose();
    }

    [Fact]
    public async Task TimesOut_AfterExactlyTheConnectionTimeout_WhenExhausted()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => o.MaximumPoolSize = 2);
        var leases = await fixture.AcquireAsync(2);

        var waiting = fixture.AcquireAsync().AsTask();
        fixture.Time.Advance(TimeSpan.FromMilliseconds(2_999));
        await Task.Yield();
        Assert.False(waiting.IsCompleted);
        Assert.Equal(new PoolSnapshot(2, 2, 0, 1), fixture.Pool.Snapshot());
        fixture.Time.Advance(TimeSpan.FromMilliseconds(1));

        var timeout = await Assert.ThrowsAsync<PoolTimeoutException>(() => waiting);
        Assert.Equal("HikariPool-1 - Connection is not available, request timed out after 3000ms (total=2, active=2, idle=0, waiting=0)", timeout.Message);
        Array.ForEach(leases, l => l.Dispose());
        Assert.Equal(new PoolSnapshot(2, 0, 2, 0), fixture.Pool.Snapshot());
    }

    [Fact]
    public async Task ServesWaiters_InTheOrderTheyCame_AndNobodyOvertakes()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => o.MaximumPoolSize = 1);
        var holder = await fixture.AcquireAsync();
        var first = fixture.AcquireAsync().AsTask();
        var second = fixture.AcquireAsync().AsTask();

        holder.Dispose();
        var third = fixture.AcquireAsync().AsTask();
        var lease = await first;
        Assert.False(second.IsCompleted);
        lease.Dispose();
        lease = await second;
        Assert.False(third.IsCompleted);
        lease.Dispose();

        (await third).Dispose();
    }

    [Fact]
    public async Task Grows_WhileCallersWait_UpToTheMaximum()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => o.MaximumPoolSize = 4);

        var leases = await fixture.AcquireAsync(4);

        Assert.Equal(4, leases.Select(l => l.Connection.Id).Distinct().Count());
        Assert.Equal(4, fixture.Factory.Attempts);
        Array.ForEach(leases, l => l.Dispose());
    }

    [Fact]
    public async Task CancelledWaiter_LeavesTheQueue_AndTakesNothing()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => o.MaximumPoolSize = 1);
        var holder = await fixture.AcquireAsync();
        using var cancel = new CancellationTokenSource();
        var waiting = fixture.Pool.AcquireAsync(cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        holder.Dispose();
        Assert.Equal(new PoolSnapshot(1, 0, 1, 0), fixture.Pool.Snapshot());
    }

    [Fact]
    public async Task DisposingALeaseTwice_ReturnsItOnce()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => o.MaximumPoolSize = 1);
        var lease = await fixture.AcquireAsync();

        lease.Dispose();
        lease.Dispose();

        Assert.Equal(new PoolSnapshot(1, 0, 1, 0), fixture.Pool.Snapshot());
    }

    [Fact]
    public async Task Dispose_WaitsForConnectionsInUse_AndClosesEveryOneOnce()
    {
        var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle) = (3, 3));
        var lease = await fixture.AcquireAsync();

        var closing = fixture.Pool.DisposeAsync().AsTask();
        await fixture.UntilAsync(() => fixture.Factory.Opened.Count(c => c.Disposals == 1) == 2);
        Assert.False(closing.IsCompleted);
        lease.Dispose();
        await closing;

        Assert.All(fixture.Factory.Opened, c => Assert.Equal(1, c.Disposals));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await fixture.AcquireAsync());
    }

    [Fact]
    public async Task Dispose_GivesUpOnAConnectionThatNeverComesBack()
    {
        var fixture = await PoolFixture.StartedAsync(o => o.MaximumPoolSize = 1);
        var lease = await fixture.AcquireAsync();

        await fixture.DisposeAsync();

        Assert.Equal(1, lease.Connection.Disposals);
        lease.Dispose();
        Assert.Equal(1, lease.Connection.Disposals);
    }
}
