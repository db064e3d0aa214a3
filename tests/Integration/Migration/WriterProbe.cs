using System.Collections.Concurrent;
using System.Diagnostics;
using MySqlConnector;

namespace Integration.Migration;

/// <summary>Tries a write (rolled back) on both servers all the time, with a new session each, and keeps when one was accepted.</summary>
internal sealed class WriterProbe : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<(char Server, long Began, long Ended)> _accepted = new();
    private readonly Task[] _tasks;

    public WriterProbe(Lab lab) =>
        _tasks = [Task.Run(() => TryAsync('S', lab.Servers.SourceApplication)), Task.Run(() => TryAsync('T', lab.Servers.TargetApplication))];

    /// <summary>Which servers accepted writes, in order, e.g. "STS". Overlapping trials prove no order and are left out.</summary>
    public async Task<string> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_tasks);
        var order = "";
        var lastEnd = 0L;
        foreach (var (server, began, ended) in _accepted.OrderBy(trial => trial.Ended))
        {
            if (order.Length == 0 || (order[^1] != server && began > lastEnd))
            {
                order += server;
            }

            lastEnd = Math.Max(lastEnd, ended);
        }

        return order;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_tasks);
        _stop.Dispose();
    }

    private async Task TryAsync(char server, string application)
    {
        var connectionString = new MySqlConnectionStringBuilder(application) { Pooling = false, Database = "doktori", ConnectionTimeout = 2 }.ConnectionString;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = new MySqlConnection(connectionString);
                await connection.OpenAsync();
                var began = Stopwatch.GetTimestamp();
                await using var command = new MySqlCommand("START TRANSACTION; UPDATE reading_genres SET name = CONCAT(name, '?') WHERE id = 2; ROLLBACK", connection);
                await command.ExecuteNonQueryAsync();
                _accepted.Enqueue((server, began, Stopwatch.GetTimestamp()));
            }
            catch (MySqlException)
            {
                // Refused, killed or unreachable: no write was accepted.
            }

            await Task.Delay(5);
        }
    }
}
