using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProxySwitch.Control;

internal static class ControlJson
{
    /// <summary>Quotes and angle brackets stay readable in a terminal: nobody puts these answers into HTML.</summary>
    public static JsonSerializerOptions Answers { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Strict: a misspelt field must not pass for an absent one.</summary>
    public static JsonSerializerOptions Requests { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false,
        MaxDepth = 4,
    };
}
