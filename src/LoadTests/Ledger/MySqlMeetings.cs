using MySqlConnector;

namespace LoadTests.Ledger;

/// <summary>Looks up in the meetings table which keys of a run have rows, and how many. Deleted meetings count: they were written.</summary>
internal static class MySqlMeetings
{
    private const int ConnectSeconds = 5;
    private const int CommandSeconds = 60;

    public static async Task<IReadOnlyDictionary<string, int>> RowsByKeyAsync(string connectionString, WriteLedger ledger, CancellationToken cancellation)
    {
        var settings = new MySqlConnectionStringBuilder(connectionString)
        {
            ConnectionTimeout = ConnectSeconds,
            DefaultCommandTimeout = CommandSeconds,
            Pooling = false,
        };
        await using var connection = new MySqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();

        // All keys of a run share a prefix: one pass over the table finds every row of the run, also doubles and strays.
        // The run id has only letters, digits and '-', so it needs no escaping in LIKE or in a comment.
        command.CommandText = $"/* doktori-lab run={ledger.RunId} step=settle */ SELECT title FROM meetings WHERE title LIKE @prefix";
        command.Parameters.AddWithValue("@prefix", LedgerKey.TitlePrefix(ledger.RunId, ledger.Scenario) + "%");
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (LedgerKey.InTitle(reader.GetString(0)) is { } key)
            {
                rows[key] = rows.GetValueOrDefault(key) + 1;
            }
        }

        return rows;
    }
}
