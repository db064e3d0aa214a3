namespace Migration.Zones;

/// <summary>The zone at one moment.</summary>
internal sealed record DnsSnapshot(
    string? Zone,
    long Serial,
    int TtlSeconds,
    IReadOnlyDictionary<string, string> Records,
    IReadOnlyList<DnsAnswerCount>? Answers,
    IReadOnlyList<DnsChange>? Changes)
{
    public string? Address(string name) => Records.GetValueOrDefault(name);

    public DnsAnswerCount? AnswersWith(string address) => Answers?.FirstOrDefault(answer => answer.Address == address);

    /// <summary>
    /// When the last resolver has dropped the last answer that was given with a longer TTL than <paramref name="ttlSeconds"/>:
    /// each earlier state may have been answered until the next began, and is kept for its TTL. Null when there was none.
    /// </summary>
    public DateTimeOffset? LongerAnswersEnd(int ttlSeconds)
    {
        var changes = (Changes ?? []).OrderBy(change => change.Serial).ToList();
        return changes
            .Zip(changes.Skip(1), (old, next) => (old.TtlSeconds, End: next.At + TimeSpan.FromSeconds(old.TtlSeconds)))
            .Where(kept => kept.TtlSeconds > ttlSeconds)
            .Select(kept => (DateTimeOffset?)kept.End)
            .Max();
    }
}
