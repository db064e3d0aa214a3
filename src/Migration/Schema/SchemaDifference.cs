namespace Migration.Schema;

/// <summary>One thing that is defined differently; null where that side has no such thing.</summary>
internal sealed record SchemaDifference(string What, string? Source, string? Target)
{
    public override string ToString() => (Source, Target) switch
    {
        (null, _) => $"{What}: only on the target",
        (_, null) => $"{What}: only on the source",
        _ => $"{What}: {Source} on the source, {Target} on the target",
    };

    public static IReadOnlyList<SchemaDifference> Between(IReadOnlyDictionary<string, string> source, IReadOnlyDictionary<string, string> target) =>
        [.. source.Keys.Union(target.Keys)
            .Order(StringComparer.Ordinal)
            .Select(what => new SchemaDifference(what, source.GetValueOrDefault(what), target.GetValueOrDefault(what)))
            .Where(difference => !string.Equals(difference.Source, difference.Target, StringComparison.Ordinal))];
}
