namespace FakeDoktoriApi.Pool;

/// <summary>No connection within the connection time-out; the inner exception is the last failure to open one, if that is what held it up.</summary>
internal sealed class PoolTimeoutException(string pool, TimeSpan waited, PoolSnapshot state, Exception? lastFailure)
    : Exception(
        $"{pool} - Connection is not available, request timed out after {(long)waited.TotalMilliseconds}ms " +
        $"(total={state.Total}, active={state.Active}, idle={state.Idle}, waiting={state.Pending})",
        lastFailure)
{
    public PoolSnapshot PoolState { get; } = state;
}
