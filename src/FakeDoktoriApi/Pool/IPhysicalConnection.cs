namespace FakeDoktoriApi.Pool;

/// <summary>What the pool needs to know of a connection to keep it. Disposing it must not throw away an error the pool could use: it has none to give.</summary>
internal interface IPhysicalConnection : IAsyncDisposable
{
    /// <summary>The driver has seen its socket die or its protocol go out of step.</summary>
    bool IsBroken { get; }

    /// <summary>One round trip. <c>false</c>, or any exception, means dead.</summary>
    ValueTask<bool> IsAliveAsync(CancellationToken cancellationToken);
}
