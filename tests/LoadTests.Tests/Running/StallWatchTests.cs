using LoadTests.History;
using LoadTests.Running;
using LoadTests.Traffic;
using Microsoft.Extensions.Time.Testing;

namespace LoadTests.Tests.Running;

public sealed class StallWatchTests : IDisposable
{
    private readonly StallWatch watch = new(new RunClock(new FakeTimeProvider()));

    public void Dispose() => watch.Dispose();

    [Fact]
    public void ARequestUnderWayInAStall_IsCounted_WhicheverIsSeenFirst()
    {
        watch.Add(Sample(100, 200, Outcome.Timeout));
        watch.Note(new OwnStall(150, 400, GcMs: 0));
        watch.Add(Sample(399, 500, Outcome.Ok));

        Assert.Equal((2, 1), watch.Touched);
    }

    [Fact]
    public void OthersAreNot()
    {
        watch.Add(Sample(100, 150, Outcome.Reset));
        watch.Note(new OwnStall(150, 400, GcMs: 0));
        watch.Add(Sample(400, 500, Outcome.Ok));
        watch.Add(Sample(150, 500, Outcome.Cancelled));

        Assert.Equal((0, 0), watch.Touched);
    }

    [Fact]
    public void ARequestInTwoStalls_CountsOnce()
    {
        watch.Add(Sample(100, 900, Outcome.Ok));
        watch.Note(new OwnStall(150, 400, GcMs: 0));
        watch.Note(new OwnStall(500, 600, GcMs: 0));

        Assert.Equal((1, 0), watch.Touched);
    }

    private static Sample Sample(long started, long ended, Outcome outcome) => new()
    {
        Intended = started, Started = started, Ended = ended, Group = "g", Request = "GET /health", Write = false, Status = 0, Outcome = outcome, Phase = "run",
    };
}
