using MySqlConnector;

namespace Integration.Migration;

/// <summary>A session that has written and does not commit, or that holds a lock, until disposed.</summary>
internal sealed class OpenTransaction : IAsyncDisposable
{
    private readonly MySqlConnection _connection;

    private OpenTransaction(MySqlConnection connection) => _connection = connection;

    public static async Task<OpenTransaction> BeginAsync(string connectionString, string statement = "START TRANSACTION; UPDATE doktori.users SET nickname = 'open' WHERE id = 3")
    {
        var connection = new MySqlConnection(new MySqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
        return new OpenTransaction(connection);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
