using LoadTests.History;

namespace LoadTests.Tests.Checks;

/// <summary>Write samples with times in milliseconds.</summary>
internal static class Writes
{
    public static Sample Ok(double started, double ended) => Make(started, ended, Outcome.Ok, 201);

    public static Sample Failed(double started, double ended) => Make(started, ended, Outcome.Http, 500);

    public static Sample Make(double started, double ended, Outcome outcome, int status) => new()
    {
        Intended = (long)(started * 1000),
        Started = (long)(started * 1000),
        Ended = (long)(ended * 1000),
        Group = "probe",
        Request = "POST /meetings",
        Write = true,
        Status = status,
        Outcome = outcome,
        Phase = "run",
    };
}
