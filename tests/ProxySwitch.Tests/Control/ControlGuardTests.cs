using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using ProxySwitch.Control;

namespace ProxySwitch.Tests.Control;

public sealed class ControlGuardTests
{
    private const string Secret = "s3cret-s3cret-s3cret";

    private int passed;

    [Theory]
    [InlineData("/control/state", "Bearer " + Secret)]
    [InlineData("/control/switch", "bearer " + Secret)]
    [InlineData("/health", null)]
    [InlineData("/controls", null)]
    public async Task Passes(string path, string? authorization)
    {
        await CallAsync(path, authorization);

        Assert.Equal(1, passed);
    }

    [Theory]
    [InlineData("/control/state", null)]
    [InlineData("/control/state", "")]
    [InlineData("/control/state", "Bearer")]
    [InlineData("/control/state", "Bearer ")]
    [InlineData("/control/state", Secret)]
    [InlineData("/control/state", "Basic " + Secret)]
    [InlineData("/control/state", "Bearer wrong-" + Secret)]
    [InlineData("/control", null)]
    [InlineData("/CONTROL/switch", null)]
    [InlineData("/control/nothing-here", null)]
    public async Task Refuses_WithoutTheToken_AndCallsNothing(string path, string? authorization)
    {
        var http = await CallAsync(path, authorization);

        Assert.Equal(0, passed);
        Assert.Equal(401, http.Response.StatusCode);
        Assert.Equal("Bearer", http.Response.Headers.WWWAuthenticate);
        http.Response.Body.Position = 0;
        Assert.Equal("unauthorized", (await JsonDocument.ParseAsync(http.Response.Body, cancellationToken: TestContext.Current.CancellationToken)).RootElement.GetProperty("code").GetString());
    }

    private async Task<HttpContext> CallAsync(string path, string? authorization)
    {
        var http = new DefaultHttpContext { Request = { Path = path, Method = "POST" }, Response = { Body = new MemoryStream() } };
        if (authorization is not null)
        {
            http.Request.Headers.Authorization = authorization;
        }

        var guard = new ControlGuard(_ =>
        {
            passed++;
            return Task.CompletedTask;
        }, ControlToken.Create(Secret, out _)!, TimeProvider.System, NullLogger<ControlGuard>.Instance);
        await guard.InvokeAsync(http);
        return http;
    }
}
