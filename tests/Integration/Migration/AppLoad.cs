using System.Collections.Concurrent;
using System.Diagnostics;
using MySqlConnector;

namespace Integration.Migration;

/// <summary>Some sessions that read and write through the proxy as the application's pool does.</summary>
internal sealed class AppLoad : IAsyncDisposable
{
    private const int Writers = 3;
    private const int Readers = 5;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<(string Key, long At)> _acknowledged = new();
    private readonly ConcurrentQueue<string> _failedReads = new();
    private readonly string _connectionString;
    private readonly List<Task> _tasks = [];
    private int _reads;
    private int _refused;

    private AppLoad(string connectionString) => _connectionString = connectionString;

    public static async Task<AppLoad> StartAsync(string connectionString)
    {
        var load = new AppLoad(connectionString);
        load._tasks.AddRange(Enumerable.Range(0, Writers).Select(load.WriteAsync));
        load._tasks.AddRange(Enumerable.Range(0, Readers).Select(_ => load.ReadAsync()));
        await load.GoOnAsync(5);
        return load;
    }

    /// <summary>Waits for more acknowledged writes.</summary>
    public async Task GoOnAsync(int more)
    {
        var goal = _acknowledged.Count + more;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (_acknowledged.Count < goal)
        {
            await Task.Delay(5, limit.Token);
        }
    }

    public async Task<AppLedger> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_tasks);
        var times = _acknowledged.Select(write => write.At).Order().ToList();
        var gap = times.Zip(times.Skip(1), (first, second) => Stopwatch.GetElapsedTime(first, second).TotalMilliseconds).DefaultIfEmpty(0).Max();
        return new AppLedger([.. _acknowledged.Select(write => write.Key)], _refused, _reads, [.. _failedReads], gap);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_tasks);
        _stop.Dispose();
    }

    private async Task WriteAsync(int writer)
    {
        await using var slot = new PoolSlot(_connectionString);
        for (var number = 0; !_stop.IsCancellationRequested; number++)
        {
            var key = $"load {writer} {number}";
            try
            {
                await using var command = new MySqlCommand($"INSERT INTO meetings (leader_user_id, title) VALUES (1, '{key}')", await slot.BorrowAsync());
                await command.ExecuteNonQueryAsync();
                _acknowledged.Enqueue((key, Stopwatch.GetTimestamp()));
            }
            catch (MySqlException)
            {
                Interlocked.Increment(ref _refused);
            }

            await Task.Delay(5);
        }
    }

    private async Task ReadAsync()
    {
        await using var slot = new PoolSlot(_connectionString);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var command = new MySqlCommand("SELECT COUNT(*) FROM meetings WHERE id < 50", await slot.BorrowAsync());
                await command.ExecuteScalarAsync();
                Interlocked.Increment(ref _reads);
            }
            catch (MySqlException failure)
            {
                _failedReads.Enqueue(failure.Message);
            }

            await Task.Delay(20);
        }
    }
}
