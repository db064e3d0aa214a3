using System.Text.Json.Serialization;

namespace ProxySwitch.Dns.Control;

/// <summary><c>{"records":{"doktori.test":"127.0.0.3"},"ttlSeconds":5}</c>, either field or both.</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record ChangeRequest(Dictionary<string, string?>? Records, long? TtlSeconds);
