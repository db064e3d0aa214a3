using System.Text.Json;
using Support;

namespace Integration.FakeDoktoriApi;

[Collection(nameof(ApiServerCollection))]
public sealed class AuthTests(ApiServer server)
{
    private const string SetCookie = "Set-Cookie";

    [Theory]
    [InlineData("GET", "/users/me")]
    [InlineData("GET", "/books?query=a")]
    [InlineData("GET", "/nothing/here")]
    [InlineData("POST", "/meetings")]
    [InlineData("DELETE", "/meetings/1")]
    [InlineData("HEAD", "/meetings")]
    public async Task WithoutToken_EverythingElseIsRefused_KnownOrNot(string method, string path)
    {
        var answer = await server.Api.SendAsync(new(method), path);

        Assert.Equal(401, answer.Status);
        Assert.True(method == "HEAD" || answer.Code == "AUTH_UNAUTHORIZED");
    }

    [Theory]
    [InlineData("/meetings")]
    [InlineData("/health")]
    public async Task UnreadableToken_IsRefused_EvenWhereNoneIsNeeded(string path) =>
        Assert.Equal(401, (await server.Api.GetAsync(path, "no.jwt.atall")).Status);

    [Theory]
    [InlineData("GET", "/nothing/here", 500, "INTERNAL_SERVER_ERROR")]
    [InlineData("GET", "/meetings/", 500, "INTERNAL_SERVER_ERROR")]
    [InlineData("GET", "/Meetings", 500, "INTERNAL_SERVER_ERROR")]
    [InlineData("DELETE", "/meetings", 405, "METHOD_NOT_ALLOWED")]
    [InlineData("POST", "/users/me/notifications", 405, "METHOD_NOT_ALLOWED")]
    public async Task WithToken_UnknownPathAndMethod_AreToldApart(string method, string path, int status, string code)
    {
        var answer = await server.Api.SendAsync(new(method), path, server.Api.Token(1));

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task DevTokens_AreABareArrayForAllHundred_AndEachWorks()
    {
        var tokens = (await server.Api.GetAsync("/dev/tokens?limit=3&offset=50")).Body.EnumerateArray().ToArray();

        Assert.Equal(100, tokens.Length);
        Assert.All(tokens, token => Assert.Equal("userId nickname accessToken", token.Names()));
        var me = await server.Api.GetAsync("/users/me", tokens[41].GetProperty("accessToken").GetString());
        Assert.Equal(tokens[41].GetProperty("nickname").GetString(), me.Data.GetProperty("nickname").GetString());
    }

    [Fact]
    public async Task DevSignIns_GiveAllHundredARefreshTokenOfTheirOwn_ThatIsGoodForOneUse()
    {
        var users = (await server.Api.SendAsync(HttpMethod.Post, "/dev/sign-ins")).Body.EnumerateArray().ToArray();

        Assert.Equal(100, users.Length);
        Assert.All(users, user => Assert.Equal("userId nickname accessToken refreshToken", user.Names()));
        Assert.Equal(100, users.Select(user => user.GetProperty("refreshToken").GetString()).Distinct().Count());
        var refresh = users[41].GetProperty("refreshToken").GetString();
        var renewed = await RefreshAsync(refresh);
        Assert.Equal(200, renewed.Status);
        var me = await server.Api.GetAsync("/users/me", renewed.Data.GetProperty("accessToken").GetString());
        Assert.Equal(users[41].GetProperty("nickname").GetString(), me.Data.GetProperty("nickname").GetString());
        Assert.Equal("INVALID_TOKEN_REUSE_DETECTED", (await RefreshAsync(refresh)).Code);
    }

    [Fact]
    public async Task Refresh_WithoutOrWithABadCookie_SaysWhich()
    {
        Assert.Equal("NOT_EXIST_REFRESH_TOKEN", (await RefreshAsync(null)).Code);
        Assert.Equal("INVALID_REFRESH_TOKEN", (await RefreshAsync("rubbish")).Code);
        Assert.Equal("INVALID_REFRESH_TOKEN", (await RefreshAsync(server.Api.Token(1))).Code);

        // Well signed, but not in the table.
        Assert.Equal("INVALID_REFRESH_TOKEN", (await RefreshAsync(server.Api.RefreshTokens.Issue(1).Token)).Code);
    }

    [Fact]
    public async Task Refresh_RotatesTheToken_AndNoticesReuse()
    {
        var (id, first) = server.Api.RefreshTokens.Issue(3);
        await server.Api.RefreshTokenStore.AddAsync((id, 3));

        var answer = await RefreshAsync(first);

        Assert.Equal(200, answer.Status);
        Assert.Equal("accessToken", answer.Data.Names());
        Assert.Equal(200, (await server.Api.GetAsync("/users/me", answer.Data.GetProperty("accessToken").GetString())).Status);
        var cookie = Assert.Single(answer.Headers.GetValues(SetCookie));
        Assert.StartsWith("refresh_token=", cookie, StringComparison.Ordinal);
        Assert.Equal(["httponly", "max-age=1209600", "path=/", "samesite=lax"], cookie.Split("; ").Skip(1).Select(part => part.ToLowerInvariant()).Order());

        Assert.Equal((401, "INVALID_TOKEN_REUSE_DETECTED"), await CodeAsync(first));
        var second = cookie["refresh_token=".Length..cookie.IndexOf(';', StringComparison.Ordinal)];
        Assert.Equal(200, (await RefreshAsync(second)).Status);
        Assert.Equal(
            "1 1",
            await Sql.AskAsync(server.Root, $"SELECT CONCAT(revoked, ' ', version) FROM refresh_tokens WHERE token_id = '{id}'", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Refresh_OfOneTokenTwiceAtOnce_SucceedsOnce()
    {
        var (id, token) = server.Api.RefreshTokens.Issue(4);
        await server.Api.RefreshTokenStore.AddAsync((id, 4));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RefreshAsync(token)));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(5, answers.Count(answer => answer.Code == "INVALID_TOKEN_REUSE_DETECTED"));
    }

    [Fact]
    public async Task Refresh_OfARowThatHasExpired_IsRefused()
    {
        var (id, token) = server.Api.RefreshTokens.Issue(3);
        await server.Api.RefreshTokenStore.AddAsync((id, 3));
        await Sql.RunAsync(server.Root, $"UPDATE refresh_tokens SET expires_at = '2020-01-01' WHERE token_id = '{id}'", TestContext.Current.CancellationToken);

        Assert.Equal((401, "REFRESH_TOKEN_EXPIRED"), await CodeAsync(token));
    }

    [Fact]
    public async Task Cors_AllowsTheFixedOrigins_AndRefusesOthers()
    {
        var preflight = await server.Api.SendAsync(HttpMethod.Options, "/meetings", prepare: request =>
        {
            request.Headers.Add("Origin", "http://localhost:3000");
            request.Headers.Add("Access-Control-Request-Method", "POST");
        });
        Assert.Equal(200, preflight.Status);
        Assert.Equal(["http://localhost:3000"], preflight.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["true"], preflight.Headers.GetValues("Access-Control-Allow-Credentials"));
        Assert.Equal("Authorization, Content-Type, X-XSRF-TOKEN", string.Join(", ", preflight.Headers.GetValues("Access-Control-Allow-Headers")));

        var actual = await server.Api.SendAsync(HttpMethod.Get, "/meetings?size=1", prepare: request => request.Headers.Add("Origin", "http://localhost:3000"));
        Assert.Equal(["Authorization"], actual.Headers.GetValues("Access-Control-Expose-Headers"));

        var stranger = await server.Api.SendAsync(HttpMethod.Get, "/meetings?size=1", prepare: request => request.Headers.Add("Origin", "https://evil.example"));
        Assert.Equal((403, "Invalid CORS request"), (stranger.Status, stranger.Text));
    }

    [Fact]
    public async Task OutsideTheContextPath_ThereIsNothingElse()
    {
        var answer = await server.Api.GetRootedAsync("/meetings");

        Assert.Equal((404, ""), (answer.Status, answer.Text));
        Assert.Equal(JsonValueKind.Undefined, answer.Body.ValueKind);
    }

    private async Task<(int Status, string? Code)> CodeAsync(string cookie)
    {
        var answer = await RefreshAsync(cookie);
        return (answer.Status, answer.Code);
    }

    private Task<Answer> RefreshAsync(string? cookie) => server.Api.SendAsync(HttpMethod.Post, "/auth/tokens", prepare: request =>
    {
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", $"refresh_token={cookie}");
        }
    });
}
