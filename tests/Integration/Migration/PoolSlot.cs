using Migration;
using MySqlConnector;

namespace Integration.Migration;

/// <summary>One place of a pool: hands out a session that passed at the gate, and replaces one that did not.</summary>
internal sealed class PoolSlot(string connectionString) : IAsyncDisposable
{
    private static readonly TimeSpan ConnectionTimeout = TimeSpan.FromSeconds(3);

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

            _connection = await OpenAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    /// <summary>Tried again within the pool's connection time-out: a session that is ended in its handshake costs a pool nothing but the attempt.</summary>
    private async Task<MySqlConnection> OpenAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var connection = new MySqlConnection(connectionString);
            try
            {
                await connection.OpenAsync();
                return connection;
            }
            catch (MySqlException) when (TimeProvider.System.GetElapsedTime(started) < ConnectionTimeout)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private static async Task<bool> IsValidAsync(MySqlConnection connection)
    {
        try
        {
            await using var command = new MySqlCommand(SessionGate.ValidationQuery, connection);
            await command.ExecuteScalarAsync();
            return true;
        }
        catch (MySqlException)
        {
            return false;
        }
    }
}
