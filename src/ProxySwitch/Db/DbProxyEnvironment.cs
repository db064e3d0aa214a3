using ProxySwitch.Db.Routing;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db;

/// <summary>Reads <see cref="DbProxyOptions"/> from the environment and reports everything that is wrong at once.</summary>
internal static class DbProxyEnvironment
{
    /// <exception cref="StartUpException">One line per problem.</exception>
    public static DbProxyOptions Read(IConfiguration configuration)
    {
        var reader = new EnvironmentReader(configuration);
        var allowedHosts = reader.AllowedHosts();
        var options = new DbProxyOptions
        {
            Listen = reader.Listen("PROXY_LISTEN", "address:port for clients, e.g. 127.0.0.1:3307"),
            Control = reader.Control(),
            Token = reader.Token(),
            UpstreamFile = reader.RequiredPath("PROXY_UPSTREAM_FILE", "the path of the upstream table"),
            InitialTable = InitialTable(reader, allowedHosts),
            AllowedHosts = allowedHosts,
            ConnectTimeout = reader.Milliseconds("PROXY_CONNECT_TIMEOUT_MS", 3_000, 1, 60_000),
            IdleTimeout = reader.MillisecondsOrNever("PROXY_IDLE_TIMEOUT_MS", 600_000, int.MaxValue),
            DrainTimeout = reader.Milliseconds("PROXY_DRAIN_TIMEOUT_MS", 2_000, 0, 600_000),
            HalfClose = reader.OnOff("PROXY_HALF_CLOSE", true),
        };
        reader.ThrowIfRefused();
        return options;
    }

    /// <summary>The variables say in two lines what the file says in JSON, so they go through the same parser.</summary>
    private static UpstreamTable? InitialTable(EnvironmentReader reader, AllowedHosts allowedHosts)
    {
        if (reader.Upstreams() is not { } upstreams)
        {
            return null;
        }

        var active = reader.Required("PROXY_ACTIVE", "which of PROXY_UPSTREAMS new sessions go to");
        if (active is "")
        {
            return null;
        }

        var (table, problem) = new UpstreamTableFormat(allowedHosts).Parse(new UpstreamTable(active, upstreams).ToJson());
        if (problem is not null)
        {
            reader.Refuse(problem.Code == TableProblemCodes.UnknownUpstream
                ? $"PROXY_ACTIVE '{active}' is not in PROXY_UPSTREAMS ({string.Join(", ", upstreams.Select(upstream => upstream.Name))})"
                : $"PROXY_UPSTREAMS: {problem.Message}");
        }

        return table;
    }
}
