using System.Text.Encodings.Web;
using System.Text.Json;

namespace AppHost.Control;

internal static class ControlJson
{
    /// <summary>Quotes stay readable in a terminal: nobody puts these answers into HTML.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
