using System.Text.Json;
using ProxySwitch.Tables;

namespace ProxySwitch.Dns.Zones;

/// <summary>
/// <c>{"zone":"doktori.test","ttlSeconds":60,"records":{"doktori.test":"127.0.0.2"}}</c>, read strictly: an unknown, repeated or missing
/// property is an error with its line and column.
/// </summary>
internal sealed class ZoneFormat(ZoneRules rules) : ITableFormat<Zone>
{
    private const string Fields = "the zone file has 'zone', 'ttlSeconds' and 'records'";

    public (Zone? Table, TableProblem? Problem) Parse(ReadOnlySpan<byte> utf8) => TableText.Parse<Zone>(utf8, Read);

    public byte[] Write(Zone table) => TableText.Write(json =>
    {
        json.WriteString("zone", table.Name.Text);
        json.WriteNumber("ttlSeconds", table.TtlSeconds);
        json.WriteStartObject("records");
        foreach (var (name, address) in table.Records)
        {
            json.WriteString(name.Text, address.ToString());
        }

        json.WriteEndObject();
    });

    private (Zone?, TableProblem?) Read(ReadOnlySpan<byte> utf8, ref Utf8JsonReader json)
    {
        var draft = new ZoneDraft(rules);
        if (ReadFields(ref json, draft) is { } wrong)
        {
            return (null, TableText.Problem(utf8, json, wrong.Message, wrong.Code));
        }

        var (zone, problem, offset) = draft.Finish();
        return (zone, problem is null ? null : TextPosition.At(utf8, offset).Problem(problem.Message, problem.Code));
    }

    /// <returns>What is wrong with the token at which the reader stands.</returns>
    private static TableProblem? ReadFields(ref Utf8JsonReader json, ZoneDraft draft)
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

    private static TableProblem Bad(string message) => new(TableProblemCodes.BadTable, message);
}
