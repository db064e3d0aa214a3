using FakeDoktoriApi.Pool;

namespace FakeDoktoriApi.Tests.Pool;

internal sealed class FakeConnectionFactory : IPhysicalConnectionFactory<FakeConnection>
{
    private readonly Lock _gate = new();
    private readonly List<FakeConnection> _opened = [];
    private int _attempts;

    /// <summary>Decides the fate of the n-th attempt (from 1); by default it succeeds at once.</summary>
    public Func<int, CancellationToken, Task> OnOpen { get; set; } = (_, _) => Task.CompletedTask;

    public int Attempts => _attempts;

    public IReadOnlyList<FakeConnection> Opened
    {
        get
        {
            lock (_gate)
            {
                return [.. _opened];
            }
        }
    }

    public async ValueTask<FakeConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var attempt = Interlocked.Increment(ref _attempts);
        await OnOpen(attempt, cancellationToken);
        lock (_gate)
        {
            var connection = new FakeConnection(_opened.Count + 1);
            _opened.Add(connection);
            return connection;
        }
    }
}
