using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rehearsal.History;

/// <summary>The one way history is written: camelCase names, enums as words, readable without our code.</summary>
internal static class HistoryJson
{
    public static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly JsonSerializerOptions Document = new(Line) { WriteIndented = true };
}
