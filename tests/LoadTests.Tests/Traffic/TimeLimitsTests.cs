using LoadTests.Traffic;

namespace LoadTests.Tests.Traffic;

public sealed class TimeLimitsTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly TimeLimits limits = new();

    [Fact]
    public void AKeptSource_ServesTheNextRequest()
    {
        var first = Use(TestContext.Current.CancellationToken);
        Assert.Equal(first, Use(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void ASpentSource_IsNotUsedAgain()
    {
        CancellationToken spent;
        using (var limit = limits.Begin(TimeSpan.Zero, TestContext.Current.CancellationToken))
        {
            spent = limit.Token;
            Assert.True(spent.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
        }

        var next = Use(TestContext.Current.CancellationToken);
        Assert.NotEqual(spent, next);
        Assert.False(next.IsCancellationRequested);
    }

    [Fact]
    public void GivingUp_EndsWhatIsUnderWay_AndNothingThatComesAfterIt()
    {
        using var run = new CancellationTokenSource();
        var before = Use(run.Token);
        using (var limit = limits.Begin(Long, run.Token))
        {
            Assert.Equal(before, limit.Token);
            run.Cancel();
            Assert.True(limit.Token.IsCancellationRequested);
        }

        Assert.False(Use(TestContext.Current.CancellationToken).IsCancellationRequested);
    }

    [Fact]
    public void RequestsAtTheSameTime_HaveSourcesOfTheirOwn()
    {
        using var one = limits.Begin(Long, TestContext.Current.CancellationToken);
        using var other = limits.Begin(Long, TestContext.Current.CancellationToken);
        Assert.NotEqual(one.Token, other.Token);
    }

    private CancellationToken Use(CancellationToken giveUp)
    {
        using var limit = limits.Begin(Long, giveUp);
        return limit.Token;
    }
}
