using System.Diagnostics;
using System.Diagnostics.Metrics;
using FakeDoktoriApi.Pool;
using Microsoft.Extensions.Logging.Abstractions;

namespace FakeDoktoriApi.Tests.Pool;

/// <summary>A pool over fake connections on a clock that only the test moves.</summary>
internal sealed class PoolFixture : IAsyncDisposable
{
    private readonly Meter _meter = new("FakeDoktoriApi.Tests");

    public PoolFixture(Action<PoolOptions>? configure = null)
    {
        configure?.Invoke(Options);
        Pool = new(Options, Factory, _meter, Time, new Random(7), NullLogger<ConnectionPool<FakeConnection>>.Instance);
    }

    public PoolOptions Options { get; } = new() { MaximumPoolSize = 4, MinimumIdle = 0, InitializationFailTimeoutMs = -1 };

    public RecordingTimeProvider Time { get; } = new();

    public FakeConnectionFactory Factory { get; } = new();

    public ConnectionPool<FakeConnection> Pool { get; }

    public static async Task<PoolFixture> StartedAsync(Action<PoolOptions>? configure = null)
    {
        var fixture = new PoolFixture(configure);
        await fixture.Pool.StartAsync(TestContext.Current.CancellationToken);
        await fixture.UntilAsync(() => fixture.Pool.Snapshot().Idle >= fixture.Options.MinimumIdle);
        return fixture;
    }

    public ValueTask<PoolLease<FakeConnection>> AcquireAsync() => Pool.AcquireAsync(TestContext.Current.CancellationToken);

    public async Task<PoolLease<FakeConnection>[]> AcquireAsync(int count)
    {
        var leases = new PoolLease<FakeConnection>[count];
        for (var i = 0; i < count; i++)
        {
            leases[i] = await AcquireAsync();
        }

        return leases;
    }

    /// <summary>Lets the pool's own tasks run until the fact holds; the clock stands still meanwhile.</summary>
    public async Task UntilAsync(Func<bool> fact)
    {
        var start = Stopwatch.GetTimestamp();
        while (!fact())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10), $"Not so within 10 s; the pool is {Pool.Snapshot()}.");
            await Task.Yield();
        }
    }

    /// <summary>Until the filler sleeps after its n-th failure of that length: only then does moving the clock wake it.</summary>
    public Task UntilBackoffAsync(int milliseconds, int nth = 1) => UntilAsync(() => Time.TimersSet(TimeSpan.FromMilliseconds(milliseconds)) >= nth);

    public async ValueTask DisposeAsync()
    {
        var closing = Pool.DisposeAsync().AsTask();
        while (!closing.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await closing;
        _meter.Dispose();
    }
}
