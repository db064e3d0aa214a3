using Migration.Control;

namespace Migration.Proxy;

/// <summary>The database proxy's control API over HTTP.</summary>
internal sealed class HttpProxyControl(ProxyEndpoint proxy) : IProxyControl
{
    private readonly ControlClient _control = new("proxy", proxy.ControlUrl, proxy.ControlToken);

    public Task<ProxySnapshot> StateAsync(CancellationToken cancellation) => _control.GetAsync<ProxySnapshot>("control/state", cancellation);

    public Task TestAsync(string upstream, CancellationToken cancellation) => _control.PostAsync<ProxySnapshot>("control/test", new { active = upstream }, cancellation);

    public Task<ProxySnapshot> SwitchAsync(string upstream, CancellationToken cancellation) =>
        _control.PostAsync<ProxySnapshot>("control/switch", new { active = upstream }, cancellation);

    public void Dispose() => _control.Dispose();
}
