using LoadTests.History;

namespace LoadTests.Traffic;

/// <summary>What became of one request. Times in Unix microseconds.</summary>
internal sealed record Answer
{
    private const double MicrosecondsPerMillisecond = 1000;

    public required long Intended { get; init; }
    public required long Started { get; init; }
    public required long Ended { get; init; }
    public required Outcome Outcome { get; init; }
    public required int Status { get; init; }
    public required string Phase { get; init; }
    public string? Server { get; init; }

    /// <summary>Who answered, by the first header that says so: <c>X-Server-Id</c>, <c>X-Upstream</c>, <c>Server</c>.</summary>
    public string? ServedBy { get; init; }

    /// <summary>Which edge the answer came through: <c>X-Edge-Id</c>, else the address of the peer.</summary>
    public string? Edge { get; init; }

    /// <summary>Empty unless the request keeps its body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public bool Ok => Outcome == Outcome.Ok;
    public bool Unauthorized => Status == 401;
    public bool Cancelled => Outcome == Outcome.Cancelled;
    public double ServiceMs => (Ended - Started) / MicrosecondsPerMillisecond;
    public double SinceIntendedMs => (Ended - Intended) / MicrosecondsPerMillisecond;
}
