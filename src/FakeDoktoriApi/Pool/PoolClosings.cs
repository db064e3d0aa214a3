namespace FakeDoktoriApi.Pool;

/// <summary>
/// Closes connections beside everything else: nobody who wants a live connection waits for the burial of a dead one, and one whose peer has
/// gone silent does not hold up the others.
/// </summary>
internal sealed class PoolClosings
{
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _running = [];

    public void Start(IAsyncDisposable connection)
    {
        var closing = CloseAsync(connection);
        lock (_gate)
        {
            _running.RemoveWhere(static task => task.IsCompleted);
            if (!closing.IsCompleted)
            {
                _running.Add(closing);
            }
        }
    }

    public Task WhenAllClosedAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_running);
        }
    }

    // The connection is given up either way; a server that is gone cannot be told goodbye.
    private static async Task CloseAsync(IAsyncDisposable connection)
    {
        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception)
        {
        }
    }
}
