using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ProxySwitch.Control;
using ProxySwitch.Dns.Zones;
using ProxySwitch.Tables;

namespace ProxySwitch.Dns;

/// <summary>Reads <see cref="DnsOptions"/> from the environment and reports everything that is wrong at once.</summary>
internal sealed class DnsEnvironment(IConfiguration configuration)
{
    private readonly List<string> problems = [];

    /// <exception cref="StartUpException">One line per problem.</exception>
    public static DnsOptions Read(IConfiguration configuration) => new DnsEnvironment(configuration).Read();

    private DnsOptions Read()
    {
        var listen = Listen();
        var control = Control();
        var token = ControlToken.Create(Value("PROXY_CONTROL_TOKEN"), out var tokenProblem);
        if (token is null)
        {
            problems.Add($"PROXY_CONTROL_TOKEN {tokenProblem}");
        }

        var file = Value("DNS_ZONE_FILE");
        if (file is null)
        {
            problems.Add("DNS_ZONE_FILE is missing: the path of the zone file");
        }

        var allowed = new AllowedAddresses((Value("PROXY_ALLOWED_HOSTS") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries));
        var options = new DnsOptions
        {
            Listen = listen ?? new(IPAddress.Loopback, 0),
            Control = control ?? new(IPAddress.Loopback, 0),
            Token = token ?? ControlToken.None,
            ZoneFile = Path.GetFullPath(file ?? "."),
            InitialZone = InitialZone(new(allowed)),
            AllowedAddresses = allowed,
            TcpIdleTimeout = TimeSpan.FromMilliseconds(Number("DNS_TCP_IDLE_TIMEOUT_MS", 10_000, 100, 600_000)),
            TcpConnections = Number("DNS_TCP_CONNECTIONS", 128, 1, 10_000),
        };
        return problems is [] ? options : throw new StartUpException(string.Join(Environment.NewLine + "  ", problems));
    }

    private string? Value(string name) => configuration[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private IPEndPoint? Listen()
    {
        var text = Value("DNS_LISTEN");
        var address = text?.StartsWith("localhost:", StringComparison.Ordinal) == true ? text.Replace("localhost", "127.0.0.1", StringComparison.Ordinal) : text;
        if (text is null)
        {
            problems.Add("DNS_LISTEN is missing: address:port for queries, e.g. 127.0.0.1:5300");
        }
        else if (!address!.Contains(':', StringComparison.Ordinal) || !IPEndPoint.TryParse(address, out var endPoint) || endPoint.AddressFamily != AddressFamily.InterNetwork)
        {
            problems.Add($"DNS_LISTEN '{text}' is not an IPv4 address:port");
        }
        else if (endPoint.Address.Equals(IPAddress.Any))
        {
            problems.Add($"DNS_LISTEN '{text}': name one address; from a wildcard, answers might leave from another address than the one that was asked, and clients drop those");
        }
        else
        {
            return endPoint;
        }

        return null;
    }

    private IPEndPoint? Control()
    {
        var name = Value("PROXY_CONTROL_URL") is not null ? "PROXY_CONTROL_URL" : "ASPNETCORE_URLS";
        var text = Value("PROXY_CONTROL_URL") ?? Value("ASPNETCORE_URLS") ?? Value("URLS");
        if (text is null)
        {
            problems.Add("PROXY_CONTROL_URL is missing: where the control API answers, e.g. http://127.0.0.1:5301");
        }
        else if (!Uri.TryCreate(text.Split(';')[0], UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.AbsolutePath != "/")
        {
            problems.Add($"{name} '{text}' is not http://address:port");
        }
        else if (IPAddress.TryParse(url.Host == "localhost" ? "127.0.0.1" : url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
        {
            return new(address, url.Port);
        }
        else
        {
            problems.Add($"{name} '{text}' is not a loopback address: the control API does not face the network");
        }

        return null;
    }

    /// <summary>The variables say what the file says in JSON, so they go through the same checks.</summary>
    private Zone? InitialZone(ZoneRules rules)
    {
        var (zone, records) = (Value("DNS_ZONE"), Value("DNS_RECORDS"));
        var ttlSeconds = Number("DNS_TTL_SECONDS", 60, 0, Zone.MaximumTtlSeconds);
        if (zone is null || records is null)
        {
            if (zone is not null || records is not null)
            {
                problems.Add("DNS_ZONE and DNS_RECORDS belong together: e.g. DNS_ZONE=doktori.test DNS_RECORDS=\"doktori.test=127.0.0.2\"");
            }

            return null;
        }

        var draft = new ZoneDraft(rules);
        if (draft.SetName(zone) is { } problem)
        {
            return Refuse("DNS_ZONE", problem);
        }

        draft.SetTtl(ttlSeconds);
        foreach (var entry in records.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            problem = parts.Length < 2
                ? new(TableProblemCodes.BadTable, $"'{entry}' is not name=address")
                : draft.StartRecord(parts[0], 0) ?? draft.FinishRecord(parts[1]);
            if (problem is not null)
            {
                return Refuse("DNS_RECORDS", problem);
            }
        }

        var (initial, refusal, _) = draft.Finish();
        return refusal is null ? initial : Refuse("DNS_RECORDS", refusal);
    }

    private Zone? Refuse(string name, TableProblem problem)
    {
        problems.Add($"{name}: {problem.Message}");
        return null;
    }

    private int Number(string name, int @default, int minimum, int maximum)
    {
        if (Value(name) is not { } text)
        {
            return @default;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
        {
            return value;
        }

        problems.Add($"{name} '{text}' is not a whole number from {minimum} to {maximum}");
        return @default;
    }
}
