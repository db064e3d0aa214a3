using System.Text.Json;

namespace FakeDoktoriApi.Http;

internal static class JsonBodies
{
    /// <returns>The body; or <c>null</c> and why: not JSON, a value of the wrong type, JSON <c>null</c>, nothing at all (400), another media type (500).</returns>
    public static async ValueTask<(T? Body, ApiError? Error)> ReadJsonAsync<T>(this HttpContext context)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            // The contract knows no 415, so Spring's exception for it ends in the catch-all (inferred).
            return (null, context.Request.ContentLength is > 0 ? ApiError.Internal : ApiError.InvalidRequestBody);
        }

        try
        {
            var body = await JsonSerializer.DeserializeAsync(context.Request.Body, JsonTypes.Of<T>(), context.RequestAborted);
            return body is null ? (null, ApiError.InvalidRequestBody) : (body, null);
        }
        catch (JsonException)
        {
            return (null, ApiError.InvalidRequestBody);
        }
    }
}
