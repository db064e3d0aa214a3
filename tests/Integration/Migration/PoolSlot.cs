using Migration;
using MySqlConnector;

namespace Integration.Migration;

/// <summary>One place of a pool: hands out a session that passed its validation, and replaces one that did not.</summary>
/// <param name="validation">What a session is asked before each use; null pings it.</param>
internal sealed class PoolSlot(string connectionString, string? validation = SessionGate.ValidationQuery) : IAsyncDisposable
{
    private MySqlConnection? _connection;

    public async Task<MySqlConnection> BorrowAsync()
    {
        while (true)
        {
            if (_connection is not null)
            {
                if (await IsValidAsync(_connection))
                {
                    return _connection;
                }

                await _connection.DisposeAsync();
            }

            _connection = new MySqlConnection(connectionString);
            await _connection.OpenAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    private async Task<bool> IsValidAsync(MySqlConnection connection)
    {
        if (validation is null)
        {
            return await connection.PingAsync();
        }

        try
        {
            await using var command = new MySqlCommand(validation, connection);
            await command.ExecuteScalarAsync();
            return true;
        }
        catch (MySqlException)
        {
            return false;
        }
    }
}
