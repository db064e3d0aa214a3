using LoadTests.History;

namespace LoadTests.Traffic;

/// <summary>Which edge answered how many requests, and when: after a DNS switch it shows how the clients moved. Thread-safe.</summary>
/// <param name="duration">Planned; divided into slices.</param>
internal sealed class EdgeBook(TimeSpan duration)
{
    public const int Slices = 20;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Use> uses = new(StringComparer.Ordinal);
    private bool anyNamed;

    /// <param name="isNamed">The edge gave its name; otherwise it is an address.</param>
    /// <param name="elapsed">Since the load began.</param>
    /// <param name="at">Unix microseconds.</param>
    public void Answered(string edge, bool isNamed, TimeSpan elapsed, long at)
    {
        lock (gate)
        {
            anyNamed |= isNamed;
            if (!uses.TryGetValue(edge, out var use))
            {
                uses[edge] = use = new Use(at);
            }

            use.Requests++;
            use.First = Math.Min(use.First, at);
            use.Last = Math.Max(use.Last, at);
            use.OverTime[Math.Clamp((int)(elapsed / duration * Slices), 0, Slices - 1)]++;
        }
    }

    /// <summary>In the order in which they first answered; null when there is nothing to tell apart.</summary>
    public IReadOnlyList<EdgeUse>? Uses()
    {
        lock (gate)
        {
            return anyNamed || uses.Count > 1
                ? [.. uses.OrderBy(use => use.Value.First).Select(use => new EdgeUse(use.Key, use.Value.Requests, use.Value.First, use.Value.Last, [.. use.Value.OverTime]))]
                : null;
        }
    }

    private sealed class Use(long first)
    {
        public long Requests;
        public long First = first;
        public long Last = first;
        public readonly long[] OverTime = new long[Slices];
    }
}
