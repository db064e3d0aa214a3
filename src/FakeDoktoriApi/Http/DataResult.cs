using System.Text.Json.Serialization.Metadata;

namespace FakeDoktoriApi.Http;

internal sealed class DataResult<T>(int status, T data, string? location) : IApiResult
{
    private static readonly JsonTypeInfo<Envelope<T>> _type = JsonTypes.Of<Envelope<T>>();

    public Task WriteAsync(HttpContext context)
    {
        if (location is not null)
        {
            context.Response.Headers.Location = location;
        }

        return context.WriteJsonAsync(status, new Envelope<T>("OK", data), _type);
    }
}
