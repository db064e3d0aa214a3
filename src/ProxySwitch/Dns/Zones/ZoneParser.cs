using System.Text.Json;
using ProxySwitch.Tables;

namespace ProxySwitch.Dns.Zones;

/// <summary>
/// Reads a zone file as strictly as upstream tables are read: an unknown, repeated or missing property is an error with its line and
/// column, because a zone that a person edited in a hurry must not half work.
/// </summary>
internal sealed class ZoneParser(ZoneRules rules)
{
    public const int MaximumBytes = 64 * 1024;

    private const string Fields = "the zone file has 'zone', 'ttlSeconds' and 'records'";

    public (Zone? Zone, TableProblem? Problem) Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaximumBytes)
        {
            return (null, new(TableProblemCodes.BadTable, $"the zone file is larger than {MaximumBytes} bytes"));
        }

        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
        {
            return (null, new(TableProblemCodes.BadTable, "the file is empty", 1, 1));
        }

        var draft = new ZoneDraft(rules);
        var json = new Utf8JsonReader(utf8);
        try
        {
            return Read(ref json, draft) is { } problem ? (null, Place(problem, utf8, json.TokenStartIndex)) : Finish(utf8, draft);
        }
        catch (JsonException exception)
        {
            return (null, Syntax(utf8, exception));
        }
        catch (InvalidOperationException)
        {
            // A string that is not valid UTF-8 or holds half a surrogate pair.
            return (null, Place(Bad("the text is not valid UTF-8"), utf8, json.TokenStartIndex));
        }
    }

    /// <returns>What is wrong with the token at which the reader stands.</returns>
    private static TableProblem? Read(ref Utf8JsonReader json, ZoneDraft draft)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return Bad($"the file must hold an object: {Fields}");
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = json.GetString()!;
            if (draft.Has(field))
            {
                return Bad($"'{field}' appears twice");
            }

            json.Read();
            var problem = field switch
            {
                "zone" => json.TokenType == JsonTokenType.String ? draft.SetName(json.GetString()!) : Bad("'zone' must be a domain name"),
                "ttlSeconds" => json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var seconds) ? draft.SetTtl(seconds) : Bad("'ttlSeconds' must be a whole number"),
                "records" => ReadRecords(ref json, draft),
                _ => Bad($"'{field}' is unknown; {Fields}"),
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        json.Read(); // anything after the closing brace is an error of its own
        return null;
    }

    private static TableProblem? ReadRecords(ref Utf8JsonReader json, ZoneDraft draft)
    {
        draft.StartRecords();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return Bad("'records' must be an object of name and address");
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (draft.StartRecord(json.GetString()!, json.TokenStartIndex) is { } nameProblem)
            {
                return nameProblem;
            }

            json.Read();
            if ((json.TokenType == JsonTokenType.String ? draft.FinishRecord(json.GetString()!) : Bad("the address must be a string such as \"127.0.0.2\"")) is { } addressProblem)
            {
                return addressProblem;
            }
        }

        return null;
    }

    private static (Zone?, TableProblem?) Finish(ReadOnlySpan<byte> utf8, ZoneDraft draft)
    {
        var (zone, problem, offset) = draft.Finish();
        return (zone, problem is null ? null : Place(problem, utf8, offset));
    }

    private static TableProblem Bad(string message) => new(TableProblemCodes.BadTable, message);

    private static TableProblem Place(TableProblem problem, ReadOnlySpan<byte> utf8, long offset)
    {
        var at = TextPosition.At(utf8, offset);
        return problem with { Line = at.Line, Column = at.Column };
    }

    private static TableProblem Syntax(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        // The reader counts from 0 and says so at the end of its message; editors count from 1.
        var message = exception.Message.Split(" LineNumber:", 2)[0];
        var lineStart = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            lineStart += utf8[lineStart..].IndexOf((byte)'\n') + 1;
        }

        return Place(Bad(message), utf8, lineStart + (exception.BytePositionInLine ?? 0));
    }
}
