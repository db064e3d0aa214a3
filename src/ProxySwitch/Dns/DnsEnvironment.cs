using System.Net;
using System.Net.Sockets;
using ProxySwitch.Dns.Zones;
using ProxySwitch.Tables;

namespace ProxySwitch.Dns;

/// <summary>Reads <see cref="DnsOptions"/> from the environment and reports everything that is wrong at once.</summary>
internal sealed class DnsEnvironment(EnvironmentReader reader)
{
    /// <exception cref="StartUpException">One line per problem.</exception>
    public static DnsOptions Read(IConfiguration configuration) => new DnsEnvironment(new EnvironmentReader(configuration)).Read();

    private DnsOptions Read()
    {
        var listen = Listen();
        var file = reader.Value("DNS_ZONE_FILE");
        if (file is null)
        {
            reader.Refuse("DNS_ZONE_FILE is missing: the path of the zone file");
        }

        var allowed = new AllowedAddresses((reader.Value("PROXY_ALLOWED_HOSTS") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries));
        var options = new DnsOptions
        {
            Listen = listen ?? new(IPAddress.Loopback, 0),
            Control = reader.Control(),
            Token = reader.Token(),
            ZoneFile = Path.GetFullPath(file ?? "."),
            InitialZone = InitialZone(new(allowed)),
            AllowedAddresses = allowed,
            TcpIdleTimeout = TimeSpan.FromMilliseconds(Number("DNS_TCP_IDLE_TIMEOUT_MS", 10_000, 100, 600_000)),
            TcpConnections = Number("DNS_TCP_CONNECTIONS", 128, 1, 10_000),
        };
        reader.ThrowIfRefused();
        return options;
    }

    private IPEndPoint? Listen()
    {
        var text = reader.Value("DNS_LISTEN");
        var address = text?.StartsWith("localhost:", StringComparison.Ordinal) == true ? text.Replace("localhost", "127.0.0.1", StringComparison.Ordinal) : text;
        if (text is null)
        {
            reader.Refuse("DNS_LISTEN is missing: address:port for queries, e.g. 127.0.0.1:5300");
        }
        else if (!address!.Contains(':', StringComparison.Ordinal) || !IPEndPoint.TryParse(address, out var endPoint) || endPoint.AddressFamily != AddressFamily.InterNetwork)
        {
            reader.Refuse($"DNS_LISTEN '{text}' is not an IPv4 address:port");
        }
        else if (endPoint.Address.Equals(IPAddress.Any))
        {
            reader.Refuse($"DNS_LISTEN '{text}': name one address; from a wildcard, answers might leave from another address than the one that was asked, and clients drop those");
        }
        else
        {
            return endPoint;
        }

        return null;
    }

    /// <summary>The variables say what the file says in JSON, so they go through the same checks.</summary>
    private Zone? InitialZone(ZoneRules rules)
    {
        var (zone, records) = (reader.Value("DNS_ZONE"), reader.Value("DNS_RECORDS"));
        var ttlSeconds = Number("DNS_TTL_SECONDS", 60, 0, Zone.MaximumTtlSeconds);
        if (zone is null || records is null)
        {
            if (zone is not null || records is not null)
            {
                reader.Refuse("DNS_ZONE and DNS_RECORDS belong together: e.g. DNS_ZONE=doktori.test DNS_RECORDS=\"doktori.test=127.0.0.2\"");
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
        reader.Refuse($"{name}: {problem.Message}");
        return null;
    }

    private int Number(string name, int @default, int minimum, int maximum) => (int)reader.Number(name, @default, minimum, maximum, "a whole number");
}
