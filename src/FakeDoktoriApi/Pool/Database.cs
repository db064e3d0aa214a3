using MySqlConnector;

namespace FakeDoktoriApi.Pool;

/// <summary>
/// The repositories' way to the database: borrow, use, give back, and tell the pool when the use cost the connection.
/// No request's cancellation reaches a statement: a servlet container does not notice that its client has gone either, and finishes the write.
/// </summary>
internal sealed class Database(ConnectionPool<MySqlPhysicalConnection> pool)
{
    public Task<List<T>> QueryAsync<T>(string sql, Func<MySqlDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        UseAsync(SqlText.Command(sql, parameters), async command =>
        {
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            return await reader.ToListAsync(map);
        });

    /// <summary>Several statements in one round trip; <paramref name="read"/> walks the results.</summary>
    public Task<T> QueryManyAsync<T>(string sql, Func<MySqlDataReader, Task<T>> read, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        UseAsync(SqlText.Command(sql, parameters), async command =>
        {
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            return await read(reader);
        });

    /// <summary>One statement, committed by itself.</summary>
    /// <returns>Rows found (not: changed).</returns>
    public Task<int> ExecuteAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        UseAsync(SqlText.Command(sql, parameters), command => command.ExecuteNonQueryAsync(CancellationToken.None));

    /// <summary>Commits unless the work throws or asks to roll back.</summary>
    public async Task<T> TransactAsync<T>(Func<DatabaseTransaction, Task<T>> work)
    {
        using var lease = await pool.AcquireAsync(CancellationToken.None);
        try
        {
            await using var transaction = await DatabaseTransaction.BeginAsync(lease);
            var result = await work(transaction);
            await transaction.EndAsync();
            return result;
        }
        catch (Exception exception) when (Loses(lease, exception))
        {
            throw;
        }
    }

    /// <summary>One round trip, within the connection time-out: a peer that neither answers nor closes costs its connection, not the caller.</summary>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        using var lease = await pool.AcquireAsync(cancellationToken);
        try
        {
            if (await lease.Connection.PingAsync(cancellationToken).WaitAsync(pool.ConnectionTimeout, cancellationToken))
            {
                return;
            }
        }
        catch
        {
            lease.MarkBroken();
            throw;
        }

        lease.MarkBroken();
        throw new IOException("The database does not answer.");
    }

    private async Task<T> UseAsync<T>(MySqlCommand command, Func<MySqlCommand, Task<T>> work)
    {
        await using (command)
        {
            using var lease = await pool.AcquireAsync(CancellationToken.None);
            try
            {
                command.Connection = lease.Connection.Session;
                return await work(command);
            }
            catch (Exception exception) when (Loses(lease, exception))
            {
                throw;
            }
        }
    }

    // A filter, so that the stack stays as it was; false lets the exception pass on.
    private static bool Loses(PoolLease<MySqlPhysicalConnection> lease, Exception exception)
    {
        if (ConnectionErrors.AreFatal(exception))
        {
            lease.MarkBroken();
        }

        return false;
    }
}
