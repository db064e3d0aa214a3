using System.Net;
using ProxySwitch.Control;
using ProxySwitch.Edge.Routing;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge;

/// <summary>The settings of role <c>edge</c>, validated. The environment variable of each is in <see cref="EdgeEnvironment"/>.</summary>
internal sealed record EdgeOptions
{
    /// <summary>Where clients connect. Port 0: the system chooses.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>Where the control API answers, a loopback address. Port 0: the system chooses.</summary>
    public required IPEndPoint Control { get; init; }

    public required ControlToken Token { get; init; }

    /// <summary>Stands in <c>X-Edge-Id</c>.</summary>
    public required string Name { get; init; }

    public required string UpstreamFile { get; init; }

    /// <summary>Written to <see cref="UpstreamFile"/> when that does not exist.</summary>
    public EdgeTable? InitialTable { get; init; }

    public AllowedHosts AllowedHosts { get; init; } = new([]);

    /// <summary>nginx's <c>proxy_connect_timeout</c>, all addresses of the upstream together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>nginx's <c>proxy_send_timeout</c> and <c>proxy_read_timeout</c> in one: how long nothing may move between edge and upstream.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The same for WebSockets, where either direction counts. Infinite: never.</summary>
    public TimeSpan WebSocketIdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>nginx's <c>client_header_timeout</c> and <c>send_timeout</c>.</summary>
    public TimeSpan ClientTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>nginx's <c>keepalive_timeout</c>: how long a client's connection may be idle.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(75);

    /// <summary>How long an upstream connection may be idle. Less than the upstream's own patience, or requests race its close.</summary>
    public TimeSpan UpstreamKeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>nginx's <c>client_max_body_size</c>. 0: no limit.</summary>
    public long MaximumBodyBytes { get; init; } = 1024 * 1024;

    public long MaximumConnections { get; init; } = 10_000;

    /// <summary>
    /// How long after a reload a connection of the old generation may stay idle. Until then a request on it is answered, with
    /// <c>Connection: close</c>, so that a client in steady use leaves at a moment of its own and never writes into a close.
    /// </summary>
    public TimeSpan ReloadGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>nginx's <c>worker_shutdown_timeout</c>: how long requests and WebSockets of an old generation may go on. Infinite: for ever.</summary>
    public TimeSpan WorkerShutdownTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long requests and WebSockets may go on after the stop signal.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(2);
}
