namespace FakeDoktoriApi.Http;

internal sealed class NoContentResult : IApiResult
{
    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
