using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Integration.Traffic;

/// <summary>A silent Kestrel on given addresses.</summary>
internal static class FakeServer
{
    public static WebApplication Create(params Uri[] urls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls([.. urls.Select(url => url.ToString())]);
        builder.WebHost.UseShutdownTimeout(TimeSpan.Zero);
        return builder.Build();
    }

    /// <summary>The refusal every control API has; null when the token is right.</summary>
    public static async Task<bool> IsRefusedAsync(HttpContext http, string token)
    {
        if (http.Request.Headers.Authorization == $"Bearer {token}")
        {
            return false;
        }

        await RefuseAsync(http, StatusCodes.Status401Unauthorized, "unauthorized", "a valid token is needed");
        return true;
    }

    public static Task RefuseAsync(HttpContext http, int status, string code, string message)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { code, message });
    }
}
