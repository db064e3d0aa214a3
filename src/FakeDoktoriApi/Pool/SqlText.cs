using MySqlConnector;

namespace FakeDoktoriApi.Pool;

internal static class SqlText
{
    public static MySqlCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = new MySqlCommand(sql);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    public static async Task<List<T>> ToListAsync<T>(this MySqlDataReader reader, Func<MySqlDataReader, T> map)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public static string? NullableString(this MySqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTime? NullableDateTime(this MySqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDateTime(column);

    public static DateOnly? NullableDate(this MySqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDateOnly(column);
}
