namespace FakeDoktoriApi.Http;

internal static class ApiRoutes
{
    /// <summary>The context path of both applications.</summary>
    public const string ContextPath = "/api";

    public static bool IsInContext(HttpContext context) => context.Request.Path.StartsWithSegments(ContextPath, StringComparison.Ordinal);

    /// <summary>The path without the context path.</summary>
    public static string InsideContext(HttpContext context) => context.Request.Path.Value![ContextPath.Length..];

    /// <summary>Maps GET, and HEAD with it, as Spring does.</summary>
    public static void MapGet(this IEndpointRouteBuilder routes, string template, Func<HttpContext, ValueTask<IApiResult>> handle) =>
        Map(routes, template, [HttpMethods.Get, HttpMethods.Head], handle);

    public static void MapPost(this IEndpointRouteBuilder routes, string template, Func<HttpContext, ValueTask<IApiResult>> handle) =>
        Map(routes, template, [HttpMethods.Post], handle);

    public static void MapPut(this IEndpointRouteBuilder routes, string template, Func<HttpContext, ValueTask<IApiResult>> handle) =>
        Map(routes, template, [HttpMethods.Put], handle);

    private static void Map(IEndpointRouteBuilder routes, string template, string[] methods, Func<HttpContext, ValueTask<IApiResult>> handle) =>
        routes.MapMethods(template, methods, Handler(handle)).WithMetadata(new UriTemplate(template));

    private static RequestDelegate Handler(Func<HttpContext, ValueTask<IApiResult>> handle) => async context =>
    {
        var result = await handle(context);
        await result.WriteAsync(context);
    };
}
