using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FakeDoktoriApi.Http;

internal static class JsonTypes
{
    // The generated contract escapes everything but ASCII; Jackson writes Korean as it is.
    private static readonly ApiJson _json = new(new JsonSerializerOptions(ApiJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)_json.GetTypeInfo(typeof(T))!;
}
