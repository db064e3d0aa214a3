using LoadTests.History;

namespace LoadTests.Tests.History;

public sealed class HistoryFileTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("history-").FullName, "file");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Fact]
    public void ASampleLooksAsAgreed()
    {
        HistoryFile.WriteSamples(path, [Sample]);

        Assert.Equal(
            """{"intended":1,"started":2,"ended":3,"group":"readers","request":"GET /meetings","write":false,"status":200,"outcome":"ok","server":"api-lightsail","phase":"baseline"}""" + "\n",
            File.ReadAllText(path));
        Assert.Equal([Sample], HistoryFile.ReadSamples(path).Items);
    }

    [Fact]
    public void LedgerEventsLookAsAgreed()
    {
        LedgerEvent[] events =
        [
            new WriteSent("r-000017", 5),
            new WriteAnswered("r-000017", 6, WriteOutcome.Ok, 201) { MeetingId = 123 },
            new WriteAnswered("r-000018", 7, WriteOutcome.Unknown, 0),
            new WriteSettled("r-000017", 8, WriteVerdict.NeverApplied),
        ];
        HistoryFile.WriteLedger(path, events[..1]);
        HistoryFile.AppendLedger(path, events[1..]);

        Assert.Equal(
            """
            {"event":"sent","key":"r-000017","at":5}
            {"event":"answered","key":"r-000017","at":6,"outcome":"ok","status":201,"meetingId":123}
            {"event":"answered","key":"r-000018","at":7,"outcome":"unknown","status":0}
            {"event":"settled","key":"r-000017","at":8,"verdict":"never_applied"}

            """,
            File.ReadAllText(path));
        Assert.Equal(events, HistoryFile.ReadLedger(path).Items);
    }

    [Theory]
    [InlineData(Outcome.Timeout, "timeout")]
    [InlineData(Outcome.Cancelled, "cancelled")]
    [InlineData(Outcome.Protocol, "protocol")]
    public void OutcomesAreLowercaseWords(Outcome outcome, string word)
    {
        HistoryFile.WriteSamples(path, [Sample with { Outcome = outcome, Server = null }]);

        Assert.Contains($"\"outcome\":\"{word}\",\"server\":null", File.ReadAllText(path));
        Assert.Equal(outcome, HistoryFile.ReadSamples(path).Items.Single().Outcome);
    }

    [Fact]
    public void ATornLastLine_IsLeftOut_AndReported()
    {
        HistoryFile.WriteSamples(path, [Sample]);
        File.AppendAllText(path, """{"intended":1,"sta""");

        var lines = HistoryFile.ReadSamples(path);

        Assert.Single(lines.Items);
        Assert.True(lines.Torn);
    }

    [Theory]
    [InlineData("not json\n")]
    [InlineData("{\"intended\":1}\n")]
    [InlineData("null\n")]
    [InlineData("{\"intended\":1,\"sta\n{}\n")]
    public void AMalformedLine_IsAnErrorThatNamesIt(string text)
    {
        HistoryFile.WriteSamples(path, [Sample]);
        File.AppendAllText(path, text);

        var error = Assert.Throws<HistoryFormatException>(() => HistoryFile.ReadSamples(path));
        Assert.Contains($"{path}:2", error.Message);
    }

    [Fact]
    public void AnUnknownLedgerEvent_IsAnError()
    {
        File.WriteAllText(path, """{"event":"guessed","key":"a","at":1}""" + "\n");

        Assert.Throws<HistoryFormatException>(() => HistoryFile.ReadLedger(path));
    }

    [Fact]
    public void TheSummaryLooksAsAgreed_AndComesBack()
    {
        var summary = new RunSummary
        {
            Scenario = "data-integrity",
            RunId = "r",
            StartedAt = DateTimeOffset.UnixEpoch,
            EndedAt = DateTimeOffset.UnixEpoch.AddSeconds(2),
            DurationMs = 2000,
            Aborted = false,
            ExitCode = 99,
            Target = "http://127.0.0.1/api",
            Seed = 1,
            VirtualUsers = 9,
            Requests = 10,
            Failed = 1,
            PreflightRequests = 2,
            Metrics =
            [
                new MetricSummary { Name = "a", Kind = MetricKind.Rate, Count = 10, Rate = 0.9 },
                new MetricSummary { Name = "b", Kind = MetricKind.Counter, Count = 1, Value = 1 },
            ],
            Thresholds = [new ThresholdResult("a", "> 0.99", 0.9, false), new ThresholdResult("lost", "== 0", null, null, "no database")],
            WriteUnavailable = [new UnavailableWindow(1000, 3500, 2, Open: false)],
            Ledger = new LedgerSummary { Sent = 3, Acknowledged = 2, Refused = 1, Unknown = 0, Settled = false, Reason = "no database" },
            Quotes = ["유실 0건"],
        };

        HistoryFile.WriteSummary(path, summary);

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "History", "summary.approved.json")), File.ReadAllText(path));
        var back = HistoryFile.ReadSummary(path);
        Assert.Equal(summary.Metrics, back.Metrics);
        Assert.Equal(summary.Thresholds, back.Thresholds);
        Assert.Equal(summary.WriteUnavailable, back.WriteUnavailable);
        Assert.Equal(summary.Ledger, back.Ledger);
        Assert.Equal(summary.Quotes, back.Quotes);
    }

    private static Sample Sample { get; } = new()
    {
        Intended = 1,
        Started = 2,
        Ended = 3,
        Group = "readers",
        Request = "GET /meetings",
        Write = false,
        Status = 200,
        Outcome = Outcome.Ok,
        Server = "api-lightsail",
        Phase = "baseline",
    };
}
