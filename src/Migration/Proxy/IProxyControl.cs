using Migration.Control;

namespace Migration.Proxy;

/// <summary>The proxy's control API.</summary>
internal interface IProxyControl : IDisposable
{
    /// <exception cref="ControlFailure">It does not answer, or refuses.</exception>
    Task<ProxySnapshot> StateAsync(CancellationToken cancellation);

    /// <summary>Validates the table with this upstream active and dials it; changes nothing.</summary>
    /// <exception cref="ControlFailure">The test failed.</exception>
    Task TestAsync(string upstream, CancellationToken cancellation);

    /// <summary>Sends new connections to this upstream; established ones stay.</summary>
    /// <exception cref="ControlFailure">Refused; nothing changed.</exception>
    Task<ProxySnapshot> SwitchAsync(string upstream, CancellationToken cancellation);
}
