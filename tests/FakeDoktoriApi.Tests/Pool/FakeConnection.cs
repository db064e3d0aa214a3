using FakeDoktoriApi.Pool;

namespace FakeDoktoriApi.Tests.Pool;

internal sealed class FakeConnection(int id) : IPhysicalConnection
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _disposals;
    private int _users;

    public int Id => id;

    public bool IsBroken { get; set; }

    public int Pings { get; private set; }

    public int Disposals => _disposals;

    public Task Disposed => _disposed.Task;

    /// <summary>What the next pings answer; a task that never ends is a peer gone silent.</summary>
    public Func<Task<bool>> OnPing { get; set; } = () => Task.FromResult(true);

    public void Kill() => OnPing = () => Task.FromResult(false);

    public async ValueTask<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        Pings++;
        return await OnPing();
    }

    public ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposals);
        _disposed.TrySetResult();
        return ValueTask.CompletedTask;
    }

    /// <summary>Marks it in use; true when somebody else was using it at the same time.</summary>
    public bool EnterIsShared() => Interlocked.Increment(ref _users) != 1;

    public void Leave() => Interlocked.Decrement(ref _users);
}
