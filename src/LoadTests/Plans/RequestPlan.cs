using LoadTests.Traffic;

namespace LoadTests.Plans;

/// <summary>A request as a step sends it.</summary>
internal sealed record RequestPlan
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Method and route; how samples and tags call it.</summary>
    public required string Name { get; init; }
    public required HttpMethod Method { get; init; }

    /// <summary>Path and query below the base URL; may differ from send to send (keyword, id).</summary>
    public required Func<VirtualUser, string> Path { get; init; }

    /// <summary>The JSON body, null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The one status that counts as success.</summary>
    public int ExpectedStatus { get; init; } = 200;
    public TimeSpan Timeout { get; init; } = DefaultTimeout;
    public bool SignedIn { get; init; }
    public bool Write { get; init; }

    /// <summary>Whether the step looks into the answer; otherwise it is read to its end and dropped.</summary>
    public bool KeepsBody { get; init; }

    /// <summary>The metrics its answer goes to.</summary>
    public IReadOnlyList<FeedRule> Feeds { get; init; } = [];

    public RequestPlan Feeding(params IReadOnlyList<FeedRule>[] feeds) => this with { Feeds = [.. Feeds, .. feeds.SelectMany(rules => rules)] };

    public RequestPlan Within(TimeSpan timeout) => this with { Timeout = timeout };
}
