using LoadTests.History;

namespace LoadTests.Checks;

/// <summary>What a write sample says about availability.</summary>
internal readonly record struct WriteObservation(long Started, long Ended, WriteResult Result)
{
    public static WriteObservation Of(Sample sample) => new(sample.Started, sample.Ended, ResultOf(sample.Outcome, sample.Status));

    public static WriteResult ResultOf(Outcome outcome, int status) => outcome switch
    {
        Outcome.Ok => WriteResult.Acknowledged,
        Outcome.Cancelled => WriteResult.NoEvidence,
        Outcome.Http when status == 401 => WriteResult.NoEvidence,
        _ => WriteResult.Failed,
    };
}
