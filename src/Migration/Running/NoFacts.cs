namespace Migration.Running;

internal static class NoFacts
{
    public static readonly IReadOnlyDictionary<string, object?> Instance = new Dictionary<string, object?>();
}
