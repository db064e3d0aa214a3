using MySqlConnector;

namespace FakeDoktoriApi.Pool;

/// <summary>One transaction on one borrowed connection.</summary>
internal sealed class DatabaseTransaction : IAsyncDisposable
{
    private readonly PoolLease<MySqlPhysicalConnection> _lease;
    private readonly MySqlTransaction _transaction;
    private bool _rollBack;

    private DatabaseTransaction(PoolLease<MySqlPhysicalConnection> lease, MySqlTransaction transaction)
    {
        _lease = lease;
        _transaction = transaction;
    }

    public static async Task<DatabaseTransaction> BeginAsync(PoolLease<MySqlPhysicalConnection> lease) =>
        new(lease, await lease.Connection.Session.BeginTransactionAsync(System.Data.IsolationLevel.Unspecified, CancellationToken.None));

    public Task<List<T>> QueryAsync<T>(string sql, Func<MySqlDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        UseAsync(SqlText.Command(sql, parameters), async command =>
        {
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            return await reader.ToListAsync(map);
        });

    /// <returns>Rows found (not: changed).</returns>
    public Task<int> ExecuteAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        UseAsync(SqlText.Command(sql, parameters), command => command.ExecuteNonQueryAsync(CancellationToken.None));

    /// <returns>The generated key.</returns>
    public Task<long> InsertAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        UseAsync(SqlText.Command(sql, parameters), async command =>
        {
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            return command.LastInsertedId;
        });

    /// <summary>Ends the work with this result, and without its changes.</summary>
    public T RollBack<T>(T result)
    {
        _rollBack = true;
        return result;
    }

    public Task EndAsync() => _rollBack ? _transaction.RollbackAsync(CancellationToken.None) : _transaction.CommitAsync(CancellationToken.None);

    /// <summary>
    /// Rolls back what was not ended. Where that fails the session is not to be trusted with anybody's next transaction, and the server rolls back
    /// when it is closed; the error itself must not hide the one that led here.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
        }
        catch (Exception exception) when (exception is MySqlException or IOException or InvalidOperationException)
        {
            _lease.MarkBroken();
        }
    }

    private async Task<T> UseAsync<T>(MySqlCommand command, Func<MySqlCommand, Task<T>> work)
    {
        await using (command)
        {
            command.Connection = _transaction.Connection;
            command.Transaction = _transaction;
            return await work(command);
        }
    }
}
