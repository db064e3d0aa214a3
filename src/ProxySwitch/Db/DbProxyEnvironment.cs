using System.Globalization;
using System.Net;
using ProxySwitch.Control;
using ProxySwitch.Db.Routing;
using ProxySwitch.Tables;

namespace ProxySwitch.Db;

/// <summary>Reads <see cref="DbProxyOptions"/> from the environment and reports everything that is wrong at once.</summary>
internal sealed class DbProxyEnvironment(IConfiguration configuration)
{
    private readonly List<string> problems = [];

    /// <exception cref="StartUpException">One line per problem.</exception>
    public static DbProxyOptions Read(IConfiguration configuration) => new DbProxyEnvironment(configuration).Read();

    private DbProxyOptions Read()
    {
        var listen = Listen();
        var control = Control();
        var token = Token();
        var file = Value("PROXY_UPSTREAM_FILE");
        if (file is null)
        {
            problems.Add("PROXY_UPSTREAM_FILE is missing: the path of the upstream table");
        }

        var allowedHosts = new AllowedHosts((Value("PROXY_ALLOWED_HOSTS") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries));
        var options = new DbProxyOptions
        {
            Listen = listen ?? new(IPAddress.Loopback, 0),
            Control = control ?? new(IPAddress.Loopback, 0),
            Token = token ?? ControlToken.None,
            UpstreamFile = Path.GetFullPath(file ?? "."),
            InitialTable = InitialTable(allowedHosts),
            AllowedHosts = allowedHosts,
            ConnectTimeout = Milliseconds("PROXY_CONNECT_TIMEOUT_MS", 3_000, 1, 60_000),
            IdleTimeout = Milliseconds("PROXY_IDLE_TIMEOUT_MS", 600_000, 0, int.MaxValue) is { Ticks: > 0 } idle ? idle : Timeout.InfiniteTimeSpan,
            DrainTimeout = Milliseconds("PROXY_DRAIN_TIMEOUT_MS", 2_000, 0, 600_000),
            HalfClose = OnOff("PROXY_HALF_CLOSE", true),
        };
        return problems is [] ? options : throw new StartUpException(string.Join(Environment.NewLine + "  ", problems));
    }

    private string? Value(string name) => configuration[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private IPEndPoint? Listen()
    {
        var text = Value("PROXY_LISTEN");
        var address = text?.StartsWith("localhost:", StringComparison.Ordinal) == true ? text.Replace("localhost", "127.0.0.1", StringComparison.Ordinal) : text;
        if (address is not null && address.LastIndexOf(':') > 0 && IPEndPoint.TryParse(address, out var endPoint))
        {
            return endPoint;
        }

        problems.Add(text is null ? "PROXY_LISTEN is missing: address:port for clients, e.g. 127.0.0.1:3307" : $"PROXY_LISTEN '{text}' is not address:port");
        return null;
    }

    private IPEndPoint? Control()
    {
        var name = Value("PROXY_CONTROL_URL") is not null ? "PROXY_CONTROL_URL" : "ASPNETCORE_URLS";
        var text = Value("PROXY_CONTROL_URL") ?? Value("ASPNETCORE_URLS") ?? Value("URLS");
        if (text is null)
        {
            problems.Add("PROXY_CONTROL_URL is missing: where the control API answers, e.g. http://127.0.0.1:3308");
            return null;
        }

        if (!Uri.TryCreate(text.Split(';')[0], UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.AbsolutePath != "/")
        {
            problems.Add($"{name} '{text}' is not http://address:port");
            return null;
        }

        var host = url.Host == "localhost" ? "127.0.0.1" : url.Host.Trim('[', ']');
        if (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
        {
            return new(address, url.Port);
        }

        problems.Add($"{name} '{text}' is not a loopback address: the control API does not face the network");
        return null;
    }

    private ControlToken? Token()
    {
        var token = ControlToken.Create(Value("PROXY_CONTROL_TOKEN"), out var reason);
        if (token is null)
        {
            problems.Add($"PROXY_CONTROL_TOKEN {reason}");
        }

        return token;
    }

    /// <summary>The variables say in two lines what the file says in JSON, so they go through the same parser.</summary>
    private UpstreamTable? InitialTable(AllowedHosts allowedHosts)
    {
        if (Value("PROXY_UPSTREAMS") is not { } text)
        {
            return null;
        }

        var upstreams = new List<Upstream>();
        foreach (var entry in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2)
            {
                problems.Add($"PROXY_UPSTREAMS: '{entry}' is not name=host:port");
                return null;
            }

            if (UpstreamAddress.Parse(parts[1], out var reason) is not { } address)
            {
                problems.Add($"PROXY_UPSTREAMS: upstream '{parts[0]}': {reason}");
                return null;
            }

            upstreams.Add(new(parts[0], address));
        }

        var active = Value("PROXY_ACTIVE");
        if (active is null)
        {
            problems.Add("PROXY_ACTIVE is missing: which of PROXY_UPSTREAMS new sessions go to");
            return null;
        }

        var (table, problem) = new UpstreamTableParser(allowedHosts).Parse(new UpstreamTable(active, upstreams).ToJson());
        if (problem is not null)
        {
            problems.Add(problem.Code == TableProblemCodes.UnknownUpstream
                ? $"PROXY_ACTIVE '{active}' is not in PROXY_UPSTREAMS ({string.Join(", ", upstreams.Select(upstream => upstream.Name))})"
                : $"PROXY_UPSTREAMS: {problem.Message}");
        }

        return table;
    }

    private TimeSpan Milliseconds(string name, int @default, int minimum, int maximum)
    {
        if (Value(name) is not { } text)
        {
            return TimeSpan.FromMilliseconds(@default);
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
        {
            return TimeSpan.FromMilliseconds(value);
        }

        problems.Add($"{name} '{text}' is not a number of milliseconds from {minimum} to {maximum}");
        return TimeSpan.Zero;
    }

    private bool OnOff(string name, bool @default)
    {
        switch (Value(name))
        {
            case null:
                return @default;
            case "on":
                return true;
            case "off":
                return false;
            case var text:
                problems.Add($"{name} '{text}' is neither on nor off");
                return @default;
        }
    }
}
