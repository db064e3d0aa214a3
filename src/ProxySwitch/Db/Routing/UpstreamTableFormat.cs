using System.Text.Json;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Routing;

/// <summary>
/// Reads an upstream table strictly: an unknown, repeated or missing property is an error with its line and column, because a table
/// that a person edited in a hurry must not half work.
/// </summary>
internal sealed class UpstreamTableFormat(AllowedHosts allowedHosts) : ITableFormat<UpstreamTable>
{
    public (UpstreamTable? Table, TableProblem? Problem) Parse(ReadOnlySpan<byte> utf8) => TableText.Parse<UpstreamTable>(utf8, Read);

    public byte[] Write(UpstreamTable table) => table.ToJson();

    private (UpstreamTable?, TableProblem?) Read(ReadOnlySpan<byte> utf8, ref Utf8JsonReader json)
    {
        // Parts are checked where they stand; what relates two parts is checked at the end.
        string? active = null;
        TextPosition activeAt = default;
        List<Upstream>? upstreams = null;
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return Refuse(utf8, json, "the table must be an object with 'active' and 'upstreams'");
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("active"u8) && active is null)
            {
                json.Read();
                if (json.TokenType != JsonTokenType.String)
                {
                    return Refuse(utf8, json, "'active' must be the name of an upstream");
                }

                (active, activeAt) = (json.GetString()!, TextPosition.At(utf8, json.TokenStartIndex));
            }
            else if (json.ValueTextEquals("upstreams"u8) && upstreams is null)
            {
                (upstreams, var problem) = UpstreamList.Read(utf8, ref json, allowedHosts);
                if (problem is not null)
                {
                    return (null, problem);
                }
            }
            else
            {
                var known = json.ValueTextEquals("active"u8) || json.ValueTextEquals("upstreams"u8);
                return Refuse(utf8, json, $"'{json.GetString()}' {(known ? "appears twice" : "is unknown; the table has 'active' and 'upstreams'")}");
            }
        }

        return (active, upstreams) switch
        {
            (_, null or []) => (null, new(TableProblemCodes.BadTable, "'upstreams' is missing or empty", 1, 1)),
            (null, _) => (null, new(TableProblemCodes.BadTable, "'active' is missing", 1, 1)),
            _ when upstreams.Exists(upstream => upstream.Name == active) => (new(active, upstreams), null),
            _ => (null, activeAt.Problem(
                $"'active' names '{active}', which is not in 'upstreams' ({string.Join(", ", upstreams.Select(upstream => upstream.Name))})", TableProblemCodes.UnknownUpstream)),
        };
    }

    private static (UpstreamTable?, TableProblem?) Refuse(ReadOnlySpan<byte> utf8, in Utf8JsonReader json, string message) => (null, TableText.Problem(utf8, json, message));
}
