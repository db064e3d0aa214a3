namespace ProxySwitch.Control;

/// <summary>Stands before everything under /control: without the token nothing is read, parsed or changed.</summary>
internal sealed class ControlGuard(RequestDelegate next, ControlToken token, TimeProvider clock, ILogger<ControlGuard> log)
{
    private const string Scheme = "Bearer ";

    private readonly LogThrottle refusals = new(TimeSpan.FromSeconds(1), clock);

    public Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/control", StringComparison.OrdinalIgnoreCase))
        {
            return next(http);
        }

        var header = http.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && token.Matches(header[Scheme.Length..].Trim()))
        {
            return next(http);
        }

        if (refusals.TryPass(out var suppressed))
        {
            log.Unauthorized(http.Request.Method, http.Request.Path, suppressed);
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        return ControlRefusal.WriteAsync(http, StatusCodes.Status401Unauthorized, "unauthorized", "a valid token is needed: Authorization: Bearer <token>");
    }
}
