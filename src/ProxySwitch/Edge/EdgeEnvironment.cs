using ProxySwitch.Edge.Routing;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge;

/// <summary>Reads <see cref="EdgeOptions"/> from the environment and reports everything that is wrong at once.</summary>
internal static class EdgeEnvironment
{
    private const int Hour = 3_600_000;

    /// <exception cref="StartUpException">One line per problem.</exception>
    public static EdgeOptions Read(IConfiguration configuration)
    {
        var reader = new EnvironmentReader(configuration);
        var allowedHosts = reader.AllowedHosts();
        var options = new EdgeOptions
        {
            Listen = reader.Listen("PROXY_LISTEN", "address:port for clients, e.g. 127.0.0.2:8080"),
            Control = reader.Control(),
            Token = reader.Token(),
            Name = Name(reader),
            UpstreamFile = reader.RequiredPath("PROXY_UPSTREAM_FILE", "the path of the upstream table"),
            InitialTable = InitialTable(reader, allowedHosts),
            AllowedHosts = allowedHosts,
            ConnectTimeout = reader.Milliseconds("PROXY_CONNECT_TIMEOUT_MS", 3_000, 1, 60_000),
            ReadTimeout = reader.Milliseconds("PROXY_READ_TIMEOUT_MS", 60_000, 1, 24 * Hour),
            WebSocketIdleTimeout = reader.MillisecondsOrNever("PROXY_WEBSOCKET_IDLE_TIMEOUT_MS", 60_000, 24 * Hour),
            // Kestrel's clock ticks once a second, and it refuses a patience that is not longer than a tick.
            ClientTimeout = reader.Milliseconds("PROXY_CLIENT_TIMEOUT_MS", 60_000, 2_000, Hour),
            KeepAliveTimeout = reader.Milliseconds("PROXY_KEEPALIVE_TIMEOUT_MS", 75_000, 1_000, Hour),
            UpstreamKeepAliveTimeout = reader.Milliseconds("PROXY_UPSTREAM_KEEPALIVE_MS", 15_000, 0, Hour),
            MaximumBodyBytes = reader.Number("PROXY_MAX_BODY_BYTES", 1024 * 1024, 0, 1L << 40, "a number of bytes"),
            MaximumConnections = reader.Number("PROXY_MAX_CONNECTIONS", 10_000, 1, 1_000_000),
            ReloadGrace = reader.Milliseconds("PROXY_RELOAD_GRACE_MS", 10_000, 0, Hour),
            WorkerShutdownTimeout = reader.MillisecondsOrNever("PROXY_WORKER_SHUTDOWN_TIMEOUT_MS", 0, 24 * Hour),
            DrainTimeout = reader.Milliseconds("PROXY_DRAIN_TIMEOUT_MS", 2_000, 0, 600_000),
        };
        reader.ThrowIfRefused();
        return options;
    }

    private static string Name(EnvironmentReader reader)
    {
        var name = reader.Required("PROXY_EDGE_NAME", "what X-Edge-Id says, e.g. edge-lightsail");
        if (name is not "" && !UpstreamList.IsName(name))
        {
            reader.Refuse($"PROXY_EDGE_NAME '{name}' is not 1 to 64 letters, digits, '-' or '_'");
        }

        return name;
    }

    /// <summary>The variables say in two lines what the file says in JSON, so they go through the same parser.</summary>
    private static EdgeTable? InitialTable(EnvironmentReader reader, AllowedHosts allowedHosts)
    {
        if (reader.Upstreams() is not { } upstreams)
        {
            return null;
        }

        if (reader.Required("PROXY_ACTIVE", "which of PROXY_UPSTREAMS serves each route, e.g. api=api-lightsail;chat=chat-lightsail") is ""
            || reader.Pairs("PROXY_ACTIVE", "route=upstream") is not { } pairs)
        {
            return null;
        }

        if (pairs.Select(pair => pair.Name).Order().ToArray() is not ["api", "chat"])
        {
            reader.Refuse($"PROXY_ACTIVE names {string.Join(", ", pairs.Select(pair => $"'{pair.Name}'"))}: it must name 'api' and 'chat', once each");
            return null;
        }

        var format = new EdgeTableFormat(allowedHosts);
        var active = new ActiveUpstreams(pairs.Single(pair => pair.Name == "api").Value, pairs.Single(pair => pair.Name == "chat").Value);
        var (table, problem) = format.Parse(format.Write(new(active, upstreams)));
        if (problem is not null)
        {
            reader.Refuse(problem.Code == TableProblemCodes.UnknownUpstream ? $"PROXY_ACTIVE: {problem.Message}" : $"PROXY_UPSTREAMS: {problem.Message}");
        }

        return table;
    }
}
