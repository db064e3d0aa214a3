using System.Diagnostics.Metrics;
using FakeDoktoriApi.Pool;
using Microsoft.Extensions.Logging.Abstractions;

namespace FakeDoktoriApi.Tests.Pool;

public sealed class PoolStressTests
{
    /// <summary>Callers, deaths, breakages and cancellations at random on the real thread pool: no connection shared, none lost, none closed twice.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ManyCallers_ShareNothing_AndLeakNothing(int seed)
    {
        using var meter = new Meter("stress");
        var factory = new FakeConnectionFactory();
        var options = new PoolOptions { MaximumPoolSize = 8, MinimumIdle = 2, AliveBypassWindowMs = 0, InitializationFailTimeoutMs = -1, ConnectionTimeoutMs = 30_000 };
        var pool = new ConnectionPool<FakeConnection>(
            options, factory, meter, TimeProvider.System, new Random(seed), NullLogger<ConnectionPool<FakeConnection>>.Instance);
        await pool.StartAsync(TestContext.Current.CancellationToken);
        var shared = 0;
        var served = 0;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(caller => Task.Run(() => CallAsync(new Random((seed * 1_000) + caller)))));

        Assert.Equal(0, shared);
        Assert.True(served > 5_000, $"only {served} served");
        Assert.Equal((0, 0), (pool.Snapshot().Active, pool.Snapshot().Pending));
        await pool.DisposeAsync();
        Assert.All(factory.Opened, c => Assert.Equal(1, c.Disposals));

        async Task CallAsync(Random random)
        {
            for (var i = 0; i < 200; i++)
            {
                using var impatience = new CancellationTokenSource();
                var acquiring = pool.AcquireAsync(impatience.Token).AsTask();
                if (random.Next(4) == 0)
                {
                    await impatience.CancelAsync();
                }

                try
                {
                    using var lease = await acquiring;
                    if (lease.Connection.EnterIsShared())
                    {
                        Interlocked.Increment(ref shared);
                    }

                    await Task.Yield();
                    switch (random.Next(20))
                    {
                        case 0: lease.Connection.Kill(); break;
                        case 1: lease.MarkBroken(); break;
                        case 2: lease.Connection.IsBroken = true; break;
                    }

                    lease.Connection.Leave();
                    Interlocked.Increment(ref served);
                }
                catch (OperationCanceledException)
                {
                }
            }
        }
    }
}
