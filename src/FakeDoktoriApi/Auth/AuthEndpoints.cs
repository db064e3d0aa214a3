using FakeDoktoriApi.Http;
using FakeDoktoriApi.Pool;

namespace FakeDoktoriApi.Auth;

internal sealed class AuthEndpoints(
    AccessTokens accessTokens, RefreshTokens refreshTokens, RefreshTokenStore store, Database database, JwtOptions options)
{
    private const string CookieName = "refresh_token";

    private const string DevUserRows = """
        SELECT u.id, u.nickname FROM user_accounts a JOIN users u ON u.id = a.user_id
        WHERE a.provider = 'KAKAO' AND a.provider_id LIKE 'dev\\_test\\_%' AND u.deleted_at IS NULL
        ORDER BY u.id
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<AuthEndpoints>();
        routes.MapPost("/auth/tokens", endpoints.RefreshAsync);
        routes.MapGet("/dev/tokens", endpoints.DevTokensAsync);
        routes.MapPost("/dev/sign-ins", endpoints.DevSignInsAsync);
    }

    private async ValueTask<IApiResult> RefreshAsync(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } cookie)
        {
            return ApiError.NoRefreshToken;
        }

        var (state, id, userId) = await refreshTokens.VerifyAsync(cookie);
        if (state != TokenState.Valid)
        {
            return state == TokenState.Expired ? ApiError.RefreshTokenExpired : ApiError.InvalidRefreshToken;
        }

        var (newId, newToken) = refreshTokens.Issue(userId);
        var (outcome, nickname) = await store.RotateAsync(id, userId, newId);
        switch (outcome)
        {
            case RotationOutcome.Rotated:
                SetCookie(context, newToken);
                return ApiResults.Ok(new AccessTokenData(accessTokens.Issue(userId, nickname)));
            case RotationOutcome.Expired:
                return ApiError.RefreshTokenExpired;
            case RotationOutcome.Reused:
                return ApiError.RefreshTokenReused;
            default:
                return ApiError.InvalidRefreshToken;
        }
    }

    // limit and offset are ignored, as they are in every version of the real one.
    private async ValueTask<IApiResult> DevTokensAsync(HttpContext context)
    {
        var users = await DevUsersAsync();
        return ApiResults.Bare<IReadOnlyList<DevToken>>([.. users.Select(u => new DevToken(u.Id, u.Nickname, accessTokens.Issue(u.Id, u.Nickname)))]);
    }

    // The replica's own. The real one gives a refresh token at the end of Kakao's OAuth dialogue, which has no place in a lab.
    private async ValueTask<IApiResult> DevSignInsAsync(HttpContext context)
    {
        var users = await DevUsersAsync();
        var refresh = refreshTokens.Issue([.. users.Select(user => user.Id)]);
        await store.AddAsync([.. users.Zip(refresh, (user, token) => (token.Id, user.Id))]);
        return ApiResults.Bare<IReadOnlyList<DevSignIn>>(
            [.. users.Zip(refresh, (user, token) => new DevSignIn(user.Id, user.Nickname, accessTokens.Issue(user.Id, user.Nickname), token.Token))]);
    }

    private Task<List<(long Id, string Nickname)>> DevUsersAsync() =>
        database.QueryAsync(DevUserRows, row => (Id: row.GetInt64(0), Nickname: row.GetString(1)));

    private void SetCookie(HttpContext context, string token) => context.Response.Cookies.Append(CookieName, token, new CookieOptions
    {
        HttpOnly = true,
        Path = "/",
        MaxAge = RefreshTokens.Lifetime,
        Secure = options.CookieProfile != "local",
        SameSite = options.CookieProfile == "dev" ? SameSiteMode.None : SameSiteMode.Lax,
    });
}
