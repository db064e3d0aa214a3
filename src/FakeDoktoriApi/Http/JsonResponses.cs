using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FakeDoktoriApi.Http;

internal static class JsonResponses
{
    /// <summary>Written in one piece, so that a length can be given and a failure while serializing is still a 500.</summary>
    public static Task WriteJsonAsync<T>(this HttpContext context, int status, T value, JsonTypeInfo<T> type)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, CancellationToken.None).AsTask();
    }
}
