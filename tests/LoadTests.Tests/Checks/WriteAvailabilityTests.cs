using LoadTests.Checks;
using LoadTests.History;
using static LoadTests.Tests.Checks.Writes;

namespace LoadTests.Tests.Checks;

public sealed class WriteAvailabilityTests
{
    [Fact]
    public void NoFailures_NoWindow() => Assert.Empty(WriteAvailability.Windows([Ok(0, 2), Ok(10, 12)]));

    [Fact]
    public void NoWrites_NoWindow() => Assert.Empty(WriteAvailability.Windows(Array.Empty<Sample>()));

    [Fact]
    public void Runs_FromTheFirstFailedSend_ToTheFirstAcknowledgementOfALaterWrite()
    {
        var window = Assert.Single(WriteAvailability.Windows([Ok(0, 2), Failed(10, 11), Failed(20, 21), Ok(30, 33), Ok(40, 42)]));

        Assert.Equal(23, window.Ms);
        Assert.Equal(10_000, window.From);
        Assert.Equal(2, window.Failed);
        Assert.False(window.Open);
    }

    [Fact]
    public void ASuccessSentBeforeTheFailure_DoesNotCloseTheWindow()
    {
        // Sent at 9 on an old connection, acknowledged at 50: says nothing about writes that start at 30.
        var window = Assert.Single(WriteAvailability.Windows([Ok(9, 50), Failed(10, 11), Failed(30, 31), Ok(60, 61)]));

        Assert.Equal(51, window.Ms);
    }

    [Fact]
    public void AFailureThatOnlyEndsLate_DoesNotLengthenTheWindow()
    {
        var window = Assert.Single(WriteAvailability.Windows([Failed(10, 3010), Ok(20, 22), Ok(30, 32)]));

        Assert.Equal(12, window.Ms);
    }

    [Fact]
    public void ASuccessBetweenTwoFailures_MakesTwoWindows()
    {
        var windows = WriteAvailability.Windows([Failed(10, 11), Ok(20, 22), Failed(30, 31), Ok(40, 44)]);

        Assert.Equal([12.0, 14.0], windows.Select(window => window.Ms));
    }

    [Fact]
    public void AFailureSentBeforeTheClose_BelongsToTheSameWindow_AndMovesTheCloseOn()
    {
        // 20–25 succeeds; 22 was sent before that was known and failed: the window goes on to 30–31.
        var window = Assert.Single(WriteAvailability.Windows([Failed(10, 11), Ok(20, 25), Failed(22, 23), Ok(30, 31)]));

        Assert.Equal(21, window.Ms);
        Assert.Equal(2, window.Failed);
    }

    [Fact]
    public void WithoutASuccessAfterwards_ItIsOpen_AndEndsWithTheRecording()
    {
        var window = Assert.Single(WriteAvailability.Windows([Ok(0, 1), Failed(10, 11), Failed(20, 90)]));

        Assert.True(window.Open);
        Assert.Equal(80, window.Ms);
    }

    [Theory]
    [InlineData(Outcome.Timeout, 0, true)]
    [InlineData(Outcome.Reset, 0, true)]
    [InlineData(Outcome.Refused, 0, true)]
    [InlineData(Outcome.Http, 500, true)]
    [InlineData(Outcome.Http, 409, true)]
    [InlineData(Outcome.Http, 401, false)]
    [InlineData(Outcome.Cancelled, 0, false)]
    public void OnlyWhatSaysSomethingAboutTheServiceCounts(Outcome outcome, int status, bool isFailure) =>
        Assert.Equal(isFailure ? 1 : 0, WriteAvailability.Windows([Make(10, 11, outcome, status), Ok(20, 21)]).Count);

    [Fact]
    public void ReadsDoNotCount() => Assert.Empty(WriteAvailability.Windows([Failed(10, 11) with { Write = false }]));

    [Fact]
    public void TheLongestGap_AlsoShowsWritesThatWereOnlyHeldUp()
    {
        var gap = WriteAvailability.LongestGap([Ok(0, 2), Ok(10, 250), Ok(260, 262)]);

        Assert.Equal(248, gap!.Ms);
        Assert.Null(WriteAvailability.LongestGap([Ok(0, 2)]));
    }

    [Fact]
    public void Holds_ForAnyHistory()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var samples = AnyHistory(random);
            var windows = WriteAvailability.Windows(samples);
            var failed = samples.Where(sample => sample.Outcome == Outcome.Http).ToList();
            var succeeded = samples.Where(sample => sample.Outcome == Outcome.Ok).ToList();

            Assert.All(windows, window => Assert.True(window.To >= window.From, $"seed {seed}: negative"));
            Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From, $"seed {seed}: overlap"));
            Assert.All(windows.SkipLast(1), window => Assert.False(window.Open, $"seed {seed}: open in the middle"));
            Assert.Equal(failed.Count, windows.Sum(window => window.Failed));
            Assert.All(failed, sample => Assert.True(
                windows.Any(window => window.From <= sample.Started && sample.Started <= window.To), $"seed {seed}: a failure outside all windows"));
            foreach (var window in windows)
            {
                var last = failed.Where(sample => sample.Started >= window.From && (window.Open || sample.Started < window.To)).Max(sample => sample.Started);
                var closers = succeeded.Where(sample => sample.Started >= last).ToList();
                Assert.True(window.Open == (closers.Count == 0), $"seed {seed}: open");
                Assert.True(window.Open || window.To == closers.Min(sample => sample.Ended), $"seed {seed}: wrong close");
            }

            Assert.Equal(windows, WriteAvailability.Windows(samples.OrderBy(_ => random.Next()).ToList()));
        }
    }

    private static List<Sample> AnyHistory(Random random)
    {
        var samples = new List<Sample>();
        for (var i = random.Next(1, 30); i > 0; i--)
        {
            var started = random.Next(0, 60);
            var ended = started + random.Next(1, 20);
            samples.Add(random.Next(3) == 0 ? Failed(started, ended) : Ok(started, ended));
        }

        return samples;
    }
}
