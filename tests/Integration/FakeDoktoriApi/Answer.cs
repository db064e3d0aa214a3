using System.Net.Http.Headers;
using System.Text.Json;

namespace Integration.FakeDoktoriApi;

/// <summary>An answer with its body read.</summary>
internal sealed record Answer(int Status, JsonElement Body, string Text, HttpResponseHeaders Headers)
{
    public JsonElement Data => Body.GetProperty("data");

    public string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;
}
