using System.Text.Json.Serialization;

namespace FakeDoktoriApi.Http;

/// <summary>The shape of every success: no code, and no <c>data</c> at all where there is none.</summary>
internal sealed record Envelope<T>(string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] T Data);
