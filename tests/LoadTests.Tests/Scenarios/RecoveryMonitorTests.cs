using LoadTests.Scenarios.ConnectionPool;

namespace LoadTests.Tests.Scenarios;

public sealed class RecoveryMonitorTests
{
    private readonly RecoveryMonitor monitor = new();

    [Fact]
    public void ThreeFailuresInARow_ThenASuccess_IsARecovery()
    {
        Assert.Null(monitor.Observe(ok: true, 0, 1_000));
        Assert.Null(monitor.Observe(ok: false, 1_000_000, 1_001_000));
        Assert.Null(monitor.Observe(ok: false, 2_000_000, 2_001_000));
        Assert.Equal(new PoolEvent(Recovered: false, 2_001), monitor.Observe(ok: false, 3_000_000, 3_001_000));
        Assert.Null(monitor.Observe(ok: false, 4_000_000, 4_001_000));
        Assert.Equal(new PoolEvent(Recovered: true, 4_002), monitor.Observe(ok: true, 5_000_000, 5_002_000));
        Assert.Null(monitor.Observe(ok: true, 6_000_000, 6_001_000));
    }

    [Fact]
    public void TwoFailures_AreNoOutage()
    {
        monitor.Observe(ok: false, 1, 2);
        monitor.Observe(ok: false, 3, 4);

        Assert.Null(monitor.Observe(ok: true, 5, 6));
    }

    [Fact]
    public void ASecondOutage_IsMeasuredFromItsOwnFirstFailure()
    {
        for (var i = 0; i < 3; i++)
        {
            monitor.Observe(ok: false, 0, 1);
        }

        monitor.Observe(ok: true, 2, 3);
        for (var i = 0; i < 3; i++)
        {
            monitor.Observe(ok: false, 1_000_000, 1_001_000);
        }

        Assert.Equal(7, monitor.Observe(ok: true, 1_005_000, 1_007_000)!.Ms);
    }
}
