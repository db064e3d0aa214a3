namespace FakeDoktoriApi.Meetings;

internal static class LikePattern
{
    /// <summary>The text anywhere, its own wildcards taken literally.</summary>
    public static string Containing(string text) =>
        $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
