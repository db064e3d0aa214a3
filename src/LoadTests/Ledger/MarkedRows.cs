using MySqlConnector;

namespace LoadTests.Ledger;

/// <summary>The rows that carry a run's mark, by SQL.</summary>
internal sealed class MarkedRows(string connectionString, string runId)
{
    private const int ConnectSeconds = 5;
    private const string Marked = "SELECT id FROM meetings WHERE title LIKE @mark";

    private static readonly string[] Statements =
    [
        $"DELETE FROM user_meeting_recommendations WHERE meeting_id IN ({Marked})",
        $"DELETE FROM book_reports WHERE meeting_round_id IN (SELECT id FROM meeting_rounds WHERE meeting_id IN ({Marked}))",
        $"DELETE FROM meeting_rounds WHERE meeting_id IN ({Marked})",
        $"DELETE FROM meeting_members WHERE meeting_id IN ({Marked})",
        "DELETE FROM meetings WHERE title LIKE @mark",
    ];

    /// <summary>What <see cref="RemoveAsync"/> runs, for a person to run; children first, as the foreign keys want it.</summary>
    public static string Script(string runId) => string.Join('\n', ["START TRANSACTION;", $"SET @mark = '{Pattern(runId)}';", .. Statements.Select(statement => statement + ";"), "COMMIT;"]);

    public async Task<IReadOnlyList<(long Id, string Key)>> FindAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = Tagged("SELECT id, title FROM meetings WHERE title LIKE @mark ORDER BY id");
        command.Parameters.AddWithValue("@mark", Pattern(runId));
        var rows = new List<(long, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (LedgerKey.InTitle(reader.GetString(1)) is { } key)
            {
                rows.Add((reader.GetInt64(0), key));
            }
        }

        return rows;
    }

    /// <returns>How many meetings went.</returns>
    public async Task<int> RemoveAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var removed = 0;
        foreach (var statement in Statements)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = Tagged(statement);
            command.Parameters.AddWithValue("@mark", Pattern(runId));
            removed = await command.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return removed;
    }

    // The run id has only letters, digits and '-': nothing to escape in LIKE, in a string or in a comment. A letter and six digits
    // follow it in a key; a bare '%' there would also match a run whose id begins with this one's.
    private static string Pattern(string runId) => $"[lab {runId}-_______]%";

    private string Tagged(string sql) => $"/* doktori-lab run={runId} step=cleanup */ {sql}";

    private async Task<MySqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new MySqlConnection(new MySqlConnectionStringBuilder(connectionString) { ConnectionTimeout = ConnectSeconds, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }
}
