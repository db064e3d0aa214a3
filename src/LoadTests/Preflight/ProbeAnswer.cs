using LoadTests.History;

namespace LoadTests.Preflight;

/// <summary>What came back for one request outside the load.</summary>
internal sealed record ProbeAnswer(Outcome Outcome, int Status)
{
    public ReadOnlyMemory<byte> Body { get; init; }
    public Uri? Location { get; init; }

    /// <summary>The server's clock as it answered, exact to a second; null when it does not say.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>When it was asked and when it had answered, by our clock.</summary>
    public DateTimeOffset Asked { get; init; }
    public DateTimeOffset Answered { get; init; }
    public IReadOnlyList<string> SetCookies { get; init; } = [];

    /// <summary>The value of a cookie that was set. Secret.</summary>
    public string? Cookie(string name) => SetCookies
        .Where(cookie => cookie.StartsWith(name + "=", StringComparison.Ordinal))
        .Select(cookie => cookie[(name.Length + 1)..].Split(';')[0])
        .FirstOrDefault(value => value.Length > 0);

    // A record would print its cookies.
    public override string ToString() => $"{Outcome} {Status}";
}
