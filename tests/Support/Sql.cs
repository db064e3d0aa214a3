using System.Globalization;
using MySqlConnector;

namespace Support;

/// <summary>One statement on a session of its own, for tests.</summary>
public static class Sql
{
    public static async Task RunAsync(string connectionString, string sql, CancellationToken cancellationToken = default) =>
        _ = await AskAsync(connectionString, sql, cancellationToken);

    /// <summary>The first column of the first row as text; null for NULL or no row.</summary>
    public static async Task<string?> AskAsync(string connectionString, string sql, CancellationToken cancellationToken = default) =>
        await RowsAsync(connectionString, sql, cancellationToken) is [var first, ..] ? first[0] : null;

    /// <summary>All rows of the first result, as text.</summary>
    public static async Task<IReadOnlyList<string?[]>> RowsAsync(string connectionString, string sql, CancellationToken cancellationToken = default)
    {
        // performance_schema writes '0000-00-00 00:00:00.000000' for "never".
        await using var connection = new MySqlConnection(new MySqlConnectionStringBuilder(connectionString) { ConvertZeroDateTime = true }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // Tests write their own SQL.
        await using var command = new MySqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string?[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? null : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))]);
        }

        return rows;
    }
}
