using LoadTests.Traffic;

namespace LoadTests.Tests.Traffic;

public sealed class EdgeBookTests
{
    private readonly EdgeBook book = new(TimeSpan.FromSeconds(20));

    [Fact]
    public void ShowsEachEdgesShareOverTime_AndItsLastAnswer()
    {
        Answered("edge-lightsail", 0.5);
        Answered("edge-lightsail", 1.5);
        Answered("edge-vpc", 1.9);
        Answered("edge-lightsail", 1.7);
        Answered("edge-vpc", 25);

        var uses = book.Uses()!;

        Assert.Equal(["edge-lightsail", "edge-vpc"], uses.Select(use => use.Edge));
        Assert.Equal((3, 500_000, 1_700_000), (uses[0].Requests, uses[0].First, uses[0].Last));
        Assert.Equal([1, 2], uses[0].OverTime.Take(2));
        Assert.Equal((1, 1), (uses[1].OverTime[1], uses[1].OverTime[^1]));
    }

    [Fact]
    public void OneAddressWithoutAName_IsNothingToTell()
    {
        book.Answered("127.0.0.1", isNamed: false, TimeSpan.Zero, 0);

        Assert.Null(book.Uses());
    }

    [Fact]
    public void TwoAddresses_Are()
    {
        book.Answered("127.0.0.2", isNamed: false, TimeSpan.Zero, 0);
        book.Answered("127.0.0.3", isNamed: false, TimeSpan.Zero, 1);

        Assert.Equal(2, book.Uses()!.Count);
    }

    private void Answered(string edge, double seconds) => book.Answered(edge, isNamed: true, TimeSpan.FromSeconds(seconds), (long)(seconds * 1_000_000));
}
