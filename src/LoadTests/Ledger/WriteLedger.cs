using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Ledger;

/// <summary>Every write of a run under its own key: noted before it is sent, and again when it is answered. Thread-safe.</summary>
internal sealed class WriteLedger(string runId, char scenario, RunClock clock, ILedgerSink sink)
{
    private readonly Lock gate = new();
    private readonly List<LedgerEvent> events = [];
    private int lastNumber;

    public string RunId => runId;

    public char Scenario => scenario;

    public IReadOnlyList<LedgerEvent> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    public string NextKey() => LedgerKey.For(runId, scenario, Interlocked.Increment(ref lastNumber));

    public void Sent(string key) => Add(new WriteSent(key, clock.Now));

    public void Answered(string key, Answer answer, long? meetingId) =>
        Add(new WriteAnswered(key, answer.Ended, OutcomeOf(answer.Outcome, answer.Status), answer.Status) { MeetingId = meetingId });

    public void Settled(IEnumerable<WriteSettled> verdicts)
    {
        foreach (var verdict in verdicts)
        {
            Add(verdict);
        }
    }

    /// <summary>
    /// An answer of the application decides. None at all, or a gateway's 502 and 504 (the application may have done it), does not.
    /// </summary>
    public static WriteOutcome OutcomeOf(Outcome outcome, int status) => (outcome, status) switch
    {
        (Outcome.Ok, _) => WriteOutcome.Ok,
        (Outcome.Http, 502 or 504) => WriteOutcome.Unknown,
        (Outcome.Http, _) => WriteOutcome.Refused,
        _ => WriteOutcome.Unknown,
    };

    private void Add(LedgerEvent entry)
    {
        lock (gate)
        {
            events.Add(entry);
            sink.Add(entry);
        }
    }
}
