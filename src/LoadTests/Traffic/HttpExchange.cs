using LoadTests.History;

namespace LoadTests.Traffic;

/// <summary>One request and its answer, as far as one came.</summary>
/// <param name="Server">The <c>X-Server-Id</c> of the answer.</param>
internal sealed record HttpExchange(Outcome Outcome, int Status, string? Server, ReadOnlyMemory<byte> Body)
{
    /// <summary>Who answered, by the first header that says so: <c>X-Server-Id</c>, <c>X-Upstream</c>, <c>Server</c>.</summary>
    public string? ServedBy { get; init; }

    /// <summary>Which edge the answer came through: <c>X-Edge-Id</c>, else the address of the peer.</summary>
    public string? Edge { get; init; }

    /// <summary>Whether <see cref="Edge"/> is a name the edge gave itself.</summary>
    public bool EdgeIsNamed { get; init; }
}
