using System.Text.Json.Serialization;
using ProxySwitch.Control;
using ProxySwitch.Dns.Zones;

namespace ProxySwitch.Dns.Control;

/// <summary><c>{"records":{"doktori.test":"127.0.0.3"},"ttlSeconds":5}</c>, either field or both.</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record ChangeRequest(Dictionary<string, string?>? Records, long? TtlSeconds) : IChangeRequest<ZoneChange>
{
    public (ZoneChange? Change, string? Reason) Validate()
    {
        var records = Records ?? [];
        return records.Values.All(address => address is not null) && (records.Count > 0 || (Records is null && TtlSeconds is not null))
            ? (new(records.ToDictionary(record => record.Key, record => record.Value!), TtlSeconds), null)
            : (null, "'records' must name at least one record and its address, or 'ttlSeconds' a TTL, e.g. {\"records\":{\"doktori.test\":\"127.0.0.3\"}} or {\"ttlSeconds\":5}");
    }
}
