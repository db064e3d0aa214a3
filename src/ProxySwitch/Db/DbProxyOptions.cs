using System.Net;
using ProxySwitch.Control;
using ProxySwitch.Db.Routing;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db;

/// <summary>The settings of role <c>db</c>, validated. The environment variable of each is in <see cref="DbProxyEnvironment"/>.</summary>
internal sealed record DbProxyOptions
{
    /// <summary>Where clients connect. Port 0: the system chooses.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>Where the control API answers, a loopback address. Port 0: the system chooses.</summary>
    public required IPEndPoint Control { get; init; }

    public required ControlToken Token { get; init; }

    public required string UpstreamFile { get; init; }

    /// <summary>Written to <see cref="UpstreamFile"/> when that does not exist.</summary>
    public UpstreamTable? InitialTable { get; init; }

    public AllowedHosts AllowedHosts { get; init; } = new([]);

    /// <summary>How long dialling an upstream may take, all its addresses together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>nginx's <c>proxy_timeout</c>, with nginx's default. Infinite: sessions may be idle for ever.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long sessions may go on after the stop signal.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>nginx's <c>proxy_half_close</c>: on, the end of one direction leaves the other open; off (nginx's default), it ends the session.</summary>
    public bool HalfClose { get; init; } = true;
}
