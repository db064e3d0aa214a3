using LoadTests.Traffic;

namespace LoadTests.Tests.Traffic;

public sealed class FailureStreaksTests
{
    [Fact]
    public void CountsFailuresInARow_AndTheTimeToTheNextSuccess()
    {
        var streaks = new FailureStreaks();
        streaks.Observe("GET /meetings", ok: true, 0, 1_000);
        streaks.Observe("GET /meetings", ok: false, 10_000, 11_000);
        streaks.Observe("GET /meetings", ok: false, 20_000, 21_000);
        streaks.Observe("GET /meetings", ok: true, 30_000, 33_000);

        Assert.Equal(2, streaks.Longest);
        Assert.Equal(23, streaks.LongestDowntimeMs(now: 99_000));
    }

    [Fact]
    public void OneRequestDoesNotHideTheFailuresOfAnother()
    {
        var streaks = new FailureStreaks();
        for (var i = 0; i < 5; i++)
        {
            streaks.Observe("GET /meetings", ok: false, i * 1_000, (i * 1_000) + 10);
            streaks.Observe("GET /health", ok: true, i * 1_000, (i * 1_000) + 10);
        }

        Assert.Equal(5, streaks.Longest);
    }

    [Fact]
    public void AStreakStillOpen_CountsUntilNow()
    {
        var streaks = new FailureStreaks();
        streaks.Observe("GET /meetings", ok: false, 10_000, 11_000);

        Assert.Equal(90, streaks.LongestDowntimeMs(now: 100_000));
    }

    [Fact]
    public void NoFailures_NoDowntime() => Assert.Equal((0, 0.0), (new FailureStreaks().Longest, new FailureStreaks().LongestDowntimeMs(5)));
}
