using FakeDoktoriApi.Http;

namespace FakeDoktoriApi.Auth;

/// <summary>
/// The real server's order: 1. the token filter, on every path: one that cannot be read or verified ends the request, an expired one counts as
/// none; 2. the rule which paths need a caller; only then 3. whether the path exists at all.
/// </summary>
internal sealed class AuthFilter(RequestDelegate next, AccessTokens tokens)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        string? header = context.Request.Headers.Authorization;
        if (header is not null && header.StartsWith(Scheme, StringComparison.Ordinal))
        {
            var (state, userId) = await tokens.VerifyAsync(header[Scheme.Length..].Trim());
            if (state == TokenState.Malformed)
            {
                // Inferred: the filter throws, and the entry point answers as for no token at all.
                await ApiError.Unauthorized.WriteAsync(context);
                return;
            }

            if (state == TokenState.Valid)
            {
                context.Features.Set(new Caller(userId));
            }
        }

        if (context.OptionalUserId() is null && !PublicPaths.Includes(context.Request.Method, ApiRoutes.InsideContext(context)))
        {
            await ApiError.Unauthorized.WriteAsync(context);
            return;
        }

        await next(context);
    }
}
