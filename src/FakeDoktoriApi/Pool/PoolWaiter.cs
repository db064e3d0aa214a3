namespace FakeDoktoriApi.Pool;

/// <summary>A caller in the queue. It ends exactly once: with an entry, with <c>null</c> (timed out) or cancelled; the bag's lock decides which.</summary>
internal sealed class PoolWaiter<TConnection>()
    : TaskCompletionSource<PoolEntry<TConnection>?>(TaskCreationOptions.RunContinuationsAsynchronously)
    where TConnection : class, IPhysicalConnection
{
    public LinkedListNode<PoolWaiter<TConnection>>? Place { get; set; }
}
