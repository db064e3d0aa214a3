using System.Text.Json;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Edge.Routing;

/// <summary>
/// <c>{"active":{"api":"…","chat":"…"},"upstreams":{"…":"host:port"}}</c>, read strictly: an unknown, repeated or missing property is an
/// error with its line and column.
/// </summary>
internal sealed class EdgeTableFormat(AllowedHosts allowedHosts) : ITableFormat<EdgeTable>
{
    private const string Shape = "the table has 'active' and 'upstreams'";

    public (EdgeTable? Table, TableProblem? Problem) Parse(ReadOnlySpan<byte> utf8) => TableText.Parse<EdgeTable>(utf8, Read);

    public byte[] Write(EdgeTable table) => TableText.Write(json =>
    {
        json.WriteStartObject("active");
        json.WriteString("api", table.Active.Api);
        json.WriteString("chat", table.Active.Chat);
        json.WriteEndObject();
        UpstreamList.Write(json, table.Upstreams);
    });

    private (EdgeTable?, TableProblem?) Read(ReadOnlySpan<byte> utf8, ref Utf8JsonReader json)
    {
        Dictionary<string, (string Upstream, TextPosition At)>? active = null;
        List<Upstream>? upstreams = null;
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return (null, TableText.Problem(utf8, json, "the table must be an object with 'active' and 'upstreams'"));
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            TableProblem? problem;
            if (json.ValueTextEquals("active"u8) && active is null)
            {
                (active, problem) = ReadActive(utf8, ref json);
            }
            else if (json.ValueTextEquals("upstreams"u8) && upstreams is null)
            {
                (upstreams, problem) = UpstreamList.Read(utf8, ref json, allowedHosts);
            }
            else
            {
                var known = json.ValueTextEquals("active"u8) || json.ValueTextEquals("upstreams"u8);
                problem = TableText.Problem(utf8, json, $"'{json.GetString()}' {(known ? "appears twice" : "is unknown; " + Shape)}");
            }

            if (problem is not null)
            {
                return (null, problem);
            }
        }

        return Relate(active, upstreams);
    }

    private static (Dictionary<string, (string Upstream, TextPosition At)> Active, TableProblem? Problem) ReadActive(ReadOnlySpan<byte> utf8, ref Utf8JsonReader json)
    {
        var active = new Dictionary<string, (string, TextPosition)>(StringComparer.Ordinal);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return (active, TableText.Problem(utf8, json, "'active' must be an object that names an upstream for 'api' and for 'chat'"));
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var route = json.GetString()!;
            if (route is not ("api" or "chat"))
            {
                return (active, TableText.Problem(utf8, json, $"route '{route}' is unknown; there are 'api' and 'chat'"));
            }

            if (active.ContainsKey(route))
            {
                return (active, TableText.Problem(utf8, json, $"route '{route}' appears twice"));
            }

            json.Read();
            if (json.TokenType != JsonTokenType.String)
            {
                return (active, TableText.Problem(utf8, json, $"route '{route}' must be the name of an upstream"));
            }

            active[route] = (json.GetString()!, TextPosition.At(utf8, json.TokenStartIndex));
        }

        return (active, null);
    }

    /// <summary>What relates two parts is checked last, when both are known.</summary>
    private static (EdgeTable?, TableProblem?) Relate(Dictionary<string, (string Upstream, TextPosition At)>? active, List<Upstream>? upstreams)
    {
        if (upstreams is null or [])
        {
            return (null, new(TableProblemCodes.BadTable, "'upstreams' is missing or empty", 1, 1));
        }

        if (active is null)
        {
            return (null, new(TableProblemCodes.BadTable, "'active' is missing", 1, 1));
        }

        foreach (var route in new[] { "api", "chat" })
        {
            if (!active.TryGetValue(route, out var named))
            {
                return (null, new(TableProblemCodes.BadTable, $"'active' names no upstream for '{route}'", 1, 1));
            }

            if (!upstreams.Exists(upstream => upstream.Name == named.Upstream))
            {
                return (null, named.At.Problem(
                    $"route '{route}' names '{named.Upstream}', which is not in 'upstreams' ({string.Join(", ", upstreams.Select(upstream => upstream.Name))})", TableProblemCodes.UnknownUpstream));
            }
        }

        return (new(new(active["api"].Upstream, active["chat"].Upstream), upstreams), null);
    }
}
