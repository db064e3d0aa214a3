namespace FakeDoktoriApi.Http;

internal static class HealthEndpoints
{
    private static readonly byte[] _body = """{"message":"OK"}"""u8.ToArray();

    /// <summary>The application's own /health, without a look at the database; outside of the context path, too.</summary>
    public static void MapHealth(this WebApplication app)
    {
        foreach (var prefix in new[] { "", ApiRoutes.ContextPath })
        {
            app.MapMethods(prefix + "/health", [HttpMethods.Get, HttpMethods.Head], WriteAsync).WithMetadata(new UriTemplate("/health"));
        }
    }

    private static Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = _body.Length;
        return context.Response.Body.WriteAsync(_body, CancellationToken.None).AsTask();
    }
}
