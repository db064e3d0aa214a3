using LoadTests.Traffic;

namespace LoadTests.Tests.Traffic;

public sealed class SendScheduleTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void OnTime_TheIntendedSendIsTheEndOfTheThinking()
    {
        var schedule = new SendSchedule(0);
        schedule.Answered(started: 0, ended: 20_000);

        Assert.Equal(0, schedule.Thinks(Second));
        Assert.Equal(20_000 + Second, schedule.Due(20_000 + Second));
    }

    [Fact]
    public void ALateTimer_IsOurDelay_AndShows()
    {
        var schedule = new SendSchedule(0);
        schedule.Answered(0, 20_000);
        schedule.Thinks(Second);

        Assert.Equal(20_000 + Second, schedule.Due(now: 20_000 + Second + 7_000));
    }

    [Fact]
    public void AfterAStuckRequest_TheNextWasDueEarlier_AndTheLostSendsAreCounted()
    {
        var schedule = new SendSchedule(0);
        schedule.Answered(started: 0, ended: 10 * Second);

        // 9.5 s lost; a loop of 1 s thinking and 0.5 s reckoned answer fits into it six times.
        Assert.Equal(6, schedule.Thinks(Second));
        Assert.Equal(SendSchedule.ExpectedAnswer + Second, schedule.Due(now: 11 * Second));
    }

    [Fact]
    public void TheDelayIsCountedOnce()
    {
        var schedule = new SendSchedule(0);
        schedule.Answered(0, 10 * Second);
        schedule.Thinks(Second);
        schedule.Answered(11 * Second, (11 * Second) + 20_000);

        Assert.Equal(0, schedule.Thinks(Second));
        Assert.Equal((12 * Second) + 20_000, schedule.Due(13 * Second));
    }

    [Fact]
    public void TheIntendedSendIsNeverInTheFuture() => Assert.Equal(5, new SendSchedule(9).Due(5));
}
