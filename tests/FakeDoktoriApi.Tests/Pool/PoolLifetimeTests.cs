using FakeDoktoriApi.Pool;

namespace FakeDoktoriApi.Tests.Pool;

public sealed class PoolLifetimeTests
{
    [Fact]
    public async Task IdleConnection_EndsWithinTheLast2Point5PercentOfItsLifetime_AndIsReplaced()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle) = (10, 10));
        var first = fixture.Factory.Opened;

        fixture.Time.Advance(TimeSpan.FromMilliseconds(1_800_000 - 45_000 - 1));
        Assert.All(first, c => Assert.Equal(0, c.Disposals));
        fixture.Time.Advance(TimeSpan.FromMilliseconds(22_500));
        Assert.InRange(first.Count(c => c.Disposals == 1), 1, 9);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(22_501));

        Assert.All(first, c => Assert.Equal(1, c.Disposals));
        await fixture.UntilAsync(() => fixture.Pool.Snapshot() is { Idle: 10 });
    }

    [Fact]
    public async Task ConnectionInUse_OutlivesItsLifetime_UntilItComesBack()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => o.MaximumPoolSize = 1);
        var lease = await fixture.AcquireAsync();

        fixture.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(0, lease.Connection.Disposals);
        lease.Dispose();

        Assert.Equal(1, lease.Connection.Disposals);
    }

    [Fact]
    public async Task SurplusIdleConnections_AreClosedAfterTheIdleTimeout_DownToTheMinimum()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle) = (6, 2));
        Array.ForEach(await fixture.AcquireAsync(6), l => l.Dispose());

        fixture.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(6, fixture.Pool.Snapshot().Idle);
        fixture.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(new PoolSnapshot(2, 0, 2, 0), fixture.Pool.Snapshot());
    }

    [Fact]
    public async Task Housekeeper_RefillsToTheMinimum()
    {
        await using var fixture = await PoolFixture.StartedAsync(o => (o.MaximumPoolSize, o.MinimumIdle) = (6, 2));
        using var lease = await fixture.AcquireAsync();
        Assert.Equal(1, fixture.Pool.Snapshot().Idle);

        fixture.Time.Advance(TimeSpan.FromSeconds(30));

        await fixture.UntilAsync(() => fixture.Pool.Snapshot() is { Idle: 2, Active: 1 });
    }

    [Fact]
    public async Task FailingFactory_IsRetriedWithDoublingBackoff_UpToFiveSeconds()
    {
        await using var fixture = await PoolFixture.StartedAsync();
        fixture.Factory.OnOpen = (_, _) => throw new IOException("refused");
        fixture.Options.MinimumIdle = 1;
        fixture.Time.Advance(TimeSpan.FromSeconds(30));
        await fixture.UntilAsync(() => fixture.Factory.Attempts == 1);

        int[] backoffs = [10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_000, 5_000];
        for (var i = 0; i < backoffs.Length; i++)
        {
            await fixture.UntilBackoffAsync(backoffs[i], i == 10 ? 2 : 1);
            fixture.Time.Advance(TimeSpan.FromMilliseconds(backoffs[i] - 1));
            await Task.Yield();
            Assert.Equal(i + 1, fixture.Factory.Attempts);
            fixture.Time.Advance(TimeSpan.FromMilliseconds(1));
            await fixture.UntilAsync(() => fixture.Factory.Attempts == i + 2);
        }

        await fixture.UntilBackoffAsync(5_000, 3);
        fixture.Factory.OnOpen = (_, _) => Task.CompletedTask;
        fixture.Time.Advance(TimeSpan.FromSeconds(5));
        await fixture.UntilAsync(() => fixture.Pool.Snapshot().Idle == 1);
    }

    [Fact]
    public async Task OpenThatHangs_IsGivenUpAfterTheConnectionTimeout()
    {
        await using var fixture = await PoolFixture.StartedAsync();
        fixture.Factory.OnOpen = (attempt, ct) => attempt == 1 ? Task.Delay(Timeout.Infinite, ct) : Task.CompletedTask;
        var first = fixture.AcquireAsync().AsTask();
        await fixture.UntilAsync(() => fixture.Factory.Attempts == 1);

        fixture.Time.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<PoolTimeoutException>(() => first);
        var second = fixture.AcquireAsync().AsTask();
        await fixture.UntilBackoffAsync(10);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(10));

        (await second).Dispose();
    }

    [Fact]
    public async Task Start_Fails_WhenTheDatabaseCannotBeReached()
    {
        await using var fixture = new PoolFixture(o => o.InitializationFailTimeoutMs = 1);
        fixture.Factory.OnOpen = (_, _) => throw new IOException("refused");

        var starting = fixture.Pool.StartAsync(TestContext.Current.CancellationToken);
        await fixture.UntilAsync(() => fixture.Factory.Attempts == 1);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));

        var failure = await Assert.ThrowsAsync<PoolTimeoutException>(() => starting);
        Assert.Equal("refused", failure.InnerException?.Message);
    }
}
