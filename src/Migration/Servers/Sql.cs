using System.Text;

namespace Migration.Servers;

/// <summary>Writes values into SQL text. Account statements and procedure calls take no parameters, so quoting is done here and only here.</summary>
internal static class Sql
{
    /// <summary>A string literal, right whatever NO_BACKSLASH_ESCAPES says: text with a backslash goes as hexadecimal.</summary>
    public static string Text(string value) => value.Contains('\\', StringComparison.Ordinal)
        ? $"_utf8mb4 x'{Convert.ToHexString(Encoding.UTF8.GetBytes(value))}'"
        : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A literal for the places that take no hexadecimal (passwords in account and replication statements).</summary>
    public static string Literal(string value) =>
        $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>An identifier.</summary>
    public static string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    public static string Account(DatabaseAccount account) => $"{Literal(account.User)}@{Literal(account.Host)}";
}
