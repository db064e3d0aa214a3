using System.Text.Json.Serialization.Metadata;

namespace FakeDoktoriApi.Http;

internal sealed class BareResult<T>(T value) : IApiResult
{
    private static readonly JsonTypeInfo<T> _type = JsonTypes.Of<T>();

    public Task WriteAsync(HttpContext context) => context.WriteJsonAsync(StatusCodes.Status200OK, value, _type);
}
