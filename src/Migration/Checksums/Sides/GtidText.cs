namespace Migration.Checksums.Sides;

internal static class GtidText
{
    /// <summary>The server breaks the line after each source.</summary>
    public static string Normal(string gtidSet) => gtidSet.ReplaceLineEndings("");
}
