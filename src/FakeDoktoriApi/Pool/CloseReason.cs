namespace FakeDoktoriApi.Pool;

internal enum CloseReason
{
    /// <summary>It failed the check before it was handed out.</summary>
    Dead,

    /// <summary>Its last use ended in a connection-level error.</summary>
    Broken,
    MaxLifetime,
    IdleTimeout,
    Shutdown,
}
