namespace FakeDoktoriApi.Http;

/// <summary>Names the instance on every answer, whatever happens after this point.</summary>
internal sealed class ServerIdHeader(RequestDelegate next, ApiOptions options)
{
    public const string Name = "X-Server-Id";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(SetAsync, context.Response);
        return next(context);
    }

    private Task SetAsync(object response)
    {
        ((HttpResponse)response).Headers[Name] = options.Id;
        return Task.CompletedTask;
    }
}
