using System.Text.Json;
using System.Text.RegularExpressions;
using ProxySwitch.Tables;
using ProxySwitch.Upstreams;

namespace ProxySwitch.Db.Routing;

/// <summary>
/// Reads an upstream table strictly: an unknown, repeated or missing property is an error with its line and column, because a table
/// that a person edited in a hurry must not half work.
/// </summary>
internal sealed partial class UpstreamTableParser(AllowedHosts allowedHosts)
{
    public const int MaximumBytes = 64 * 1024;
    private const int MaximumUpstreams = 64;

    public (UpstreamTable? Table, TableProblem? Problem) Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaximumBytes)
        {
            return (null, new(TableProblemCodes.BadTable, $"the table is larger than {MaximumBytes} bytes"));
        }

        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
        {
            return (null, new(TableProblemCodes.BadTable, "the file is empty", 1, 1));
        }

        // Parts are checked where they stand; what relates two parts is checked at the end.
        string? active = null;
        TextPosition activeAt = default;
        List<Upstream>? upstreams = null;
        var json = new Utf8JsonReader(utf8);
        try
        {
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
                    upstreams = [];
                    if (ReadUpstreams(utf8, ref json, upstreams) is { } problem)
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

            json.Read(); // anything after the closing brace is an error of its own
        }
        catch (JsonException exception)
        {
            return (null, Syntax(utf8, exception));
        }
        catch (InvalidOperationException)
        {
            // A string that is not valid UTF-8 or holds half a surrogate pair.
            return Refuse(utf8, json, "the text is not valid UTF-8");
        }

        return (active, upstreams) switch
        {
            (_, null or []) => (null, new(TableProblemCodes.BadTable, "'upstreams' is missing or empty", 1, 1)),
            (null, _) => (null, new(TableProblemCodes.BadTable, "'active' is missing", 1, 1)),
            _ when upstreams.Exists(upstream => upstream.Name == active) => (new(active, upstreams), null),
            _ => (null, new(TableProblemCodes.UnknownUpstream,
                $"'active' names '{active}', which is not in 'upstreams' ({string.Join(", ", upstreams.Select(upstream => upstream.Name))})", activeAt.Line, activeAt.Column)),
        };
    }

    private TableProblem? ReadUpstreams(ReadOnlySpan<byte> utf8, ref Utf8JsonReader json, List<Upstream> upstreams)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return Problem(utf8, json, "'upstreams' must be an object of name and host:port");
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!IsName(name))
            {
                return Problem(utf8, json, $"upstream name '{name}': 1 to 64 letters, digits, '-' or '_'");
            }

            if (upstreams.Exists(upstream => upstream.Name == name))
            {
                return Problem(utf8, json, $"upstream '{name}' appears twice");
            }

            if (upstreams.Count == MaximumUpstreams)
            {
                return Problem(utf8, json, $"more than {MaximumUpstreams} upstreams");
            }

            json.Read();
            if (json.TokenType != JsonTokenType.String)
            {
                return Problem(utf8, json, $"upstream '{name}' must be a string host:port");
            }

            if (UpstreamAddress.Parse(json.GetString()!, out var reason) is not { } address)
            {
                return Problem(utf8, json, $"upstream '{name}': {reason}");
            }

            if (!allowedHosts.Allow(address))
            {
                return Problem(utf8, json, $"upstream '{name}': host '{address.Host}' is neither loopback nor named in PROXY_ALLOWED_HOSTS", TableProblemCodes.HostNotAllowed);
            }

            upstreams.Add(new(name, address));
        }

        return null;
    }

    public static bool IsName(string text) => Name().IsMatch(text);

    private static (UpstreamTable?, TableProblem?) Refuse(ReadOnlySpan<byte> utf8, in Utf8JsonReader json, string message) => (null, Problem(utf8, json, message));

    private static TableProblem Problem(ReadOnlySpan<byte> utf8, in Utf8JsonReader json, string message, string code = TableProblemCodes.BadTable)
    {
        var at = TextPosition.At(utf8, json.TokenStartIndex);
        return new(code, message, at.Line, at.Column);
    }

    private static TableProblem Syntax(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        // The reader appends " LineNumber: 0 | BytePositionInLine: 5." (0-based) to its message; we say it our way.
        var suffix = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var message = suffix < 0 ? exception.Message : exception.Message[..suffix];
        var line = (int)(exception.LineNumber ?? 0);
        var lineStart = 0;
        for (var i = 0; i < line; i++)
        {
            lineStart += utf8[lineStart..].IndexOf((byte)'\n') + 1;
        }

        var at = TextPosition.At(utf8, lineStart + (exception.BytePositionInLine ?? 0));
        return new(TableProblemCodes.BadTable, message, at.Line, at.Column);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Name();
}
