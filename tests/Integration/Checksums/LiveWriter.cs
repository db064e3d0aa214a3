using MySqlConnector;

namespace Integration.Checksums;

/// <summary>
/// Writes to a table of hot rows and new rows as fast as it can, until disposed. It leaves the first rows alone: an update that is replicated brings
/// the whole row, and so would mend one that was tampered with.
/// </summary>
internal sealed class LiveWriter : IAsyncDisposable
{
    public const string Table = "CREATE TABLE hot (id BIGINT PRIMARY KEY AUTO_INCREMENT, v BIGINT NOT NULL, w VARCHAR(20)); "
        + "INSERT INTO hot (v) WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i FROM n";

    private const int Rows = 500;
    private const int ColdRows = 10;

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _work;
    private int _writes;

    private LiveWriter(string connectionString, string database, int pauseMs)
    {
        _work = Task.Run(() => WriteAsync(connectionString, database, pauseMs));
    }

    public int Writes => Volatile.Read(ref _writes);

    public static async Task<LiveWriter> StartAsync(string connectionString, string database, int pauseMs)
    {
        var writer = new LiveWriter(connectionString, database, pauseMs);
        await writer._writing.Task.WaitAsync(TestContext.Current.CancellationToken);
        return writer;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task WriteAsync(string connectionString, string database, int pauseMs)
    {
        try
        {
            await using var connection = new MySqlConnection(connectionString);
            await connection.OpenAsync();
            for (var i = 0; !_stop.IsCancellationRequested; i++)
            {
                await using var command = new MySqlCommand(
                    $"UPDATE {database}.hot SET v = v + 1 WHERE id = {1 + ColdRows + (i % (Rows - ColdRows))}; INSERT INTO {database}.hot (v) VALUES ({i})", connection);
                await command.ExecuteNonQueryAsync();
                Interlocked.Increment(ref _writes);
                _writing.TrySetResult();
                if (pauseMs > 0)
                {
                    await Task.Delay(pauseMs, _stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
        catch (Exception e)
        {
            _writing.TrySetException(e);
            throw;
        }
    }
}
