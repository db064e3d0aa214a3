namespace Migration.Checksums.Schemas;

internal static class SqlName
{
    public static string Quote(string identifier) => $"`{identifier.Replace("`", "``", StringComparison.Ordinal)}`";

    public static string Quote(string database, string table) => $"{Quote(database)}.{Quote(table)}";
}
