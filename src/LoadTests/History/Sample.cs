using System.Text.Json.Serialization;

namespace LoadTests.History;

/// <summary>One request of a run. Times are Unix microseconds of one monotonic clock per run.</summary>
public sealed record Sample
{
    /// <summary>When the virtual user should have sent it, had nothing held the user up.</summary>
    public required long Intended { get; init; }
    public required long Started { get; init; }
    public required long Ended { get; init; }
    public required string Group { get; init; }

    /// <summary>Method and route, for instance <c>GET /meetings</c>; never the query or an id.</summary>
    public required string Request { get; init; }
    public required bool Write { get; init; }

    /// <summary>HTTP status, 0 when no answer came.</summary>
    public required int Status { get; init; }
    public required Outcome Outcome { get; init; }

    /// <summary><c>X-Server-Id</c> of the answer.</summary>
    public string? Server { get; init; }

    /// <summary><c>X-Edge-Id</c> of the answer, else the address it came from; absent when no answer came.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Edge { get; init; }
    public required string Phase { get; init; }
}
