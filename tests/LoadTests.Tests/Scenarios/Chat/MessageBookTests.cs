using LoadTests.Scenarios.Chat;

namespace LoadTests.Tests.Scenarios.Chat;

/// <summary>What became of numbered messages: good, bad and undecidable histories. Times in milliseconds.</summary>
public sealed class MessageBookTests
{
    private static readonly MessageId First = new(1, 1);
    private static readonly MessageId Second = new(1, 2);

    private readonly MessageBook book = new();

    [Fact]
    public void SeenByAll_IsGood()
    {
        var (one, two) = (Join(1, 0), Join(2, 0));
        Say(one, First, 1000);
        Hear(one, First, 1010);
        Hear(two, First, 1020);
        Alive(10_000, one, two);

        Assert.Equal(Good with { LongestGapMs = 8990 }, Judge(10_000));
    }

    [Fact]
    public void MissingForOneWhoWasThereThroughout_IsLost()
    {
        var (one, two) = (Join(1, 0), Join(2, 0));
        Hear(two, new MessageId(9, 1), 100);
        Say(one, First, 1000);
        Hear(one, First, 1010);
        Alive(10_000, one, two);

        Assert.Equal(1, Judge(10_000).Lost);
    }

    [Fact]
    public void MissingForOneWhoseConnectionEndedTooSoonAfter_IsUndecided()
    {
        var (one, two) = (Join(1, 0), Join(2, 0));
        Hear(two, new MessageId(9, 1), 100);
        Say(one, First, 1000);
        Hear(one, First, 1010);
        Alive(10_000, one);
        Alive(2500, two);

        Assert.Equal((0, 1, 0), Of(Judge(10_000)));
    }

    [Fact]
    public void MissingForOneWhoseSubscriptionWasNotYetSure_IsUndecided_UntilItIs()
    {
        var one = Join(1, 0);
        Hear(one, new MessageId(9, 1), 100);
        var away = Join(2, 0);
        Hear(away, new MessageId(9, 1), 100);
        var back = Join(2, 5000);
        Say(one, First, 5500);
        Hear(one, First, 5510);
        Say(one, Second, 7500);
        Hear(one, Second, 7510);
        Alive(20_000, one, back);

        // Asked for at 5 s, the subscription counts from 7 s on even though nothing ever came through it.
        Assert.Equal((1, 1, 0), Of(Judge(20_000)));
    }

    [Fact]
    public void AConfirmedSubscription_CountsAtOnce()
    {
        var (one, two) = (Join(1, 0), Join(2, 0));
        book.Confirmed(two, Micros(20));
        Say(one, First, 100);
        Hear(one, First, 110);
        Alive(10_000, one, two);

        Assert.Equal(1, Judge(10_000).Lost);
    }

    [Fact]
    public void SaidWhileAway_IsAGap_NotALoss()
    {
        var (one, two) = (Join(1, 0), Join(2, 0));
        Hear(two, new MessageId(9, 1), 100);
        Say(one, First, 10_000);
        Hear(one, First, 10_010);
        var back = Join(2, 20_000);
        Hear(back, new MessageId(9, 2), 20_500);
        Alive(30_000, one, back);

        Assert.Equal((0, 0, 1), Of(Judge(30_000)));
        Assert.Equal(20_400, Judge(30_000).LongestGapMs);
    }

    [Fact]
    public void SaidBeforeAnybodyElseCame_OrAfterAPlannedEnd_IsNobodysLoss()
    {
        var one = Join(1, 0);
        Say(one, First, 3000);
        Hear(one, First, 3010);
        var two = Join(2, 10_000);
        Hear(two, new MessageId(9, 1), 10_100);
        two.Planned = true;
        Say(one, Second, 15_000);
        Hear(one, Second, 15_010);
        Alive(30_000, one);

        Assert.Equal((0, 0, 0), Of(Judge(30_000)));
    }

    [Theory]
    [InlineData(10_000, false, 1, 0)]
    [InlineData(1500, false, 0, 1)]
    [InlineData(10_000, true, 1, 0)]
    [InlineData(1500, true, 0, 1)]
    public void SeenByNobody_IsLost_WhenTheConnectionLivedOn(int lifeMs, bool confirmed, int lost, int undecided)
    {
        var one = Join(1, 0);
        Hear(one, new MessageId(9, 1), 100);
        Say(one, First, 1000);
        if (confirmed)
        {
            book.Taken(First, Micros(1005));
        }

        Alive(lifeMs, one);

        Assert.Equal((lost, undecided, 0), Of(Judge(10_000)));
    }

    [Fact]
    public void SeenTwice_IsDuplicated_PerSubscriber()
    {
        var (one, two) = (Join(1, 0), Join(2, 0));
        Say(one, First, 1000);
        Hear(one, First, 1010);
        Hear(one, First, 1011);
        Hear(two, First, 1012);

        Assert.Equal(1, Judge(10_000).Duplicated);
    }

    [Fact]
    public void SaidTwiceAndSeenTwice_IsNotDuplicated()
    {
        var (one, two) = (Join(1, 0), Join(2, 0));
        Say(one, First, 1000);
        Hear(two, First, 1010);
        var again = Join(1, 2000);
        Say(again, First, 2000);
        Hear(two, First, 2010);
        Hear(again, First, 2010);

        Assert.Equal((0, 0), (Judge(10_000).Duplicated, Judge(10_000).OutOfOrder));
    }

    [Fact]
    public void StoredTwice_IsDuplicated_HoweverOftenItWasSaid()
    {
        var one = Join(1, 0);
        Say(one, First, 1000);
        var again = Join(1, 2000);
        Say(again, First, 2000);
        Hear(again, First, 2010, serverId: "10");
        Hear(again, First, 2011, serverId: "11");

        Assert.Equal(1, Judge(10_000).Duplicated);
    }

    [Fact]
    public void ALaterOneFirst_IsOutOfOrder_OfOneSenderOnOneConnection()
    {
        var one = Join(1, 0);
        Say(one, First, 1000);
        Say(one, Second, 1100);
        Say(one, new MessageId(1, 3), 1200);
        Hear(one, Second, 1210);
        Hear(one, First, 1220);
        Hear(one, new MessageId(1, 3), 1230);

        Assert.Equal(1, Judge(10_000).OutOfOrder);
    }

    [Fact]
    public void OtherSenders_AreNoOrder()
    {
        var one = Join(1, 0);
        Say(one, new MessageId(2, 7), 1000);
        Say(one, First, 1100);
        Hear(one, new MessageId(2, 7), 1210);
        Hear(one, First, 1220);

        Assert.Equal(0, Judge(10_000).OutOfOrder);
    }

    [Fact]
    public void SilenceToTheEnd_IsAGap_ButNotAfterIt()
    {
        var one = Join(1, 0);
        Hear(one, First, 1000);
        Hear(one, Second, 1500);

        Assert.Equal(3500, Judge(5000).LongestGapMs);
        Assert.Equal(500, Judge(1600).LongestGapMs);
    }

    [Fact]
    public void NothingHeard_IsNoGapThatWasMeasured() => Assert.Null(Judge(5000).LongestGapMs);

    private static MessageTally Good => new() { Lost = 0, Duplicated = 0, OutOfOrder = 0, MissedAway = 0, Undecided = 0, LongestGapMs = null };

    private static (int Lost, int Undecided, int Away) Of(MessageTally tally) => (tally.Lost, tally.Undecided, tally.MissedAway);

    private Presence Join(int subscriber, int at) => book.Join(subscriber, Micros(at));

    private void Say(Presence by, MessageId id, int at) => book.Sent(by, id, Micros(at));

    private void Hear(Presence by, MessageId id, int at, string serverId = "1") => book.Received(by, id, serverId, Micros(at));

    private void Alive(int at, params Presence[] who)
    {
        foreach (var presence in who)
        {
            book.Alive(presence, Micros(at));
        }
    }

    private MessageTally Judge(int end) => book.Judge(Micros(end));

    private static long Micros(int milliseconds) => milliseconds * 1000L;
}
