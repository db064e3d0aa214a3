using LoadTests.Scenarios.NginxSwitch;

namespace LoadTests.Tests.Scenarios;

public sealed class ServerSwitchesTests
{
    private const long Second = 1_000_000;

    private readonly ServerSwitches switches = new();

    [Fact]
    public void TheFirstServer_IsNoSwitch_AnotherIs()
    {
        Assert.Null(switches.Observe("blue", 0, 1));
        Assert.Null(switches.Observe("blue", 2, 3));
        Assert.Equal(new ServerSwitch("blue", "green"), switches.Observe("green", 4, 5));
    }

    [Fact]
    public void AnswersThatCrossEachOther_AreOneSwitch()
    {
        switches.Observe("blue", 0, 1);
        switches.Observe("green", 10, 11);

        Assert.Null(switches.Observe("blue", 9, 12));
        Assert.Null(switches.Observe("green", 13, 14));
        Assert.Null(switches.Observe("blue", 500_000, 500_001));
    }

    [Fact]
    public void BackAgain_IsASwitch_OnceTheOverlapIsOver()
    {
        switches.Observe("blue", 0, 1);
        switches.Observe("green", 10, 11);

        Assert.Equal(new ServerSwitch("green", "blue"), switches.Observe("blue", 2 * Second, (2 * Second) + 1));
        Assert.Equal(new ServerSwitch("blue", "green"), switches.Observe("green", 4 * Second, (4 * Second) + 1));
    }

    [Fact]
    public void AThirdServer_CountsAtOnce()
    {
        switches.Observe("blue", 0, 1);
        switches.Observe("green", 10, 11);

        Assert.Equal(new ServerSwitch("green", "red"), switches.Observe("red", 12, 13));
    }
}
