namespace FakeDoktoriApi.Http;

internal static class ApiResults
{
    public static IApiResult NoContent { get; } = new NoContentResult();

    public static IApiResult Ok<T>(T data) => new DataResult<T>(StatusCodes.Status200OK, data, null);

    /// <param name="location">Of the new resource, absolute.</param>
    public static IApiResult Created<T>(T data, string location) => new DataResult<T>(StatusCodes.Status201Created, data, location);

    /// <summary>For the few answers without the envelope.</summary>
    public static IApiResult Bare<T>(T value) => new BareResult<T>(value);
}
