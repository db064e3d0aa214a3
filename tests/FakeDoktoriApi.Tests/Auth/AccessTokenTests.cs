using System.Text;
using System.Text.Json;
using FakeDoktoriApi.Auth;
using Microsoft.Extensions.Time.Testing;

namespace FakeDoktoriApi.Tests.Auth;

public sealed class AccessTokenTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly JwtCodec _codec;
    private readonly AccessTokens _tokens;

    public AccessTokenTests()
    {
        _codec = new(new JwtOptions { Secret = "0123456789abcdef0123456789abcdef" }, _time);
        _tokens = new(_codec, _time);
    }

    [Fact]
    public void Carries_ExactlyTheClaimsOfTheContract()
    {
        var parts = _tokens.Issue(42, "다정한수달").Split('.');

        var header = JsonDocument.Parse(Decode(parts[0])).RootElement;
        Assert.Equal("HS256", header.GetProperty("alg").GetString());
        var claims = JsonDocument.Parse(Decode(parts[1])).RootElement;
        Assert.Equal(["exp", "iat", "nickname", "sub", "userId"], claims.EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal("42", claims.GetProperty("sub").GetString());
        Assert.Equal(42, claims.GetProperty("userId").GetInt64());
        Assert.Equal("다정한수달", claims.GetProperty("nickname").GetString());
        Assert.Equal(_time.GetUtcNow().ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
        Assert.Equal(30 * 60, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task IsValid_UntilItsThirtyMinutesAreOver()
    {
        var token = _tokens.Issue(42, "a");

        _time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.Equal((TokenState.Valid, 42), await _tokens.VerifyAsync(token));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((TokenState.Expired, 42), await _tokens.VerifyAsync(token));
    }

    [Fact]
    public async Task IsMalformed_WhenSignedWithAnotherKey_Altered_UnsignedOrNoTokenAtAll()
    {
        var token = _tokens.Issue(42, "a");
        var parts = token.Split('.');
        var other = new AccessTokens(new(new JwtOptions { Secret = "ANOTHER-SECRET-0123456789abcdef!" }, _time), _time).Issue(42, "a");
        var raised = Encode(Decode(parts[1]).Replace("\"userId\":42", "\"userId\":1", StringComparison.Ordinal));

        foreach (var bad in new[] { other, $"{parts[0]}.{raised}.{parts[2]}", $"{Encode("""{"alg":"none"}""")}.{parts[1]}.", "nonsense", "a.b.c", "" })
        {
            Assert.Equal(TokenState.Malformed, (await _tokens.VerifyAsync(bad)).State);
        }
    }

    [Fact]
    public async Task RefreshToken_IsNoAccessToken_NorTheOtherWayRound()
    {
        var refresh = new RefreshTokens(_codec, _time);

        Assert.Equal(TokenState.Malformed, (await _tokens.VerifyAsync(refresh.Issue(42).Token)).State);
        Assert.Equal(TokenState.Malformed, (await refresh.VerifyAsync(_tokens.Issue(42, "a"))).State);
    }

    [Fact]
    public async Task RefreshToken_CarriesItsKeyAndUser_ForFourteenDays()
    {
        var refresh = new RefreshTokens(_codec, _time);
        var (id, token) = refresh.Issue(42);

        Assert.Equal(13, id.Length);
        Assert.Equal((TokenState.Valid, id, 42), await refresh.VerifyAsync(token));
        _time.Advance(TimeSpan.FromDays(14));
        Assert.Equal(TokenState.Expired, (await refresh.VerifyAsync(token)).State);
    }

    [Fact]
    public void RefreshTokenIds_SortByTime()
    {
        var earlier = RefreshTokenId.Create(_time.GetUtcNow());
        var later = RefreshTokenId.Create(_time.GetUtcNow().AddMilliseconds(1));

        Assert.True(string.CompareOrdinal(earlier, later) < 0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    public void ShortSecret_IsRefused_WithoutBeingPrinted(string secret)
    {
        var failure = Assert.Single(new JwtOptions { Secret = secret }.Validate(null!));

        Assert.Contains("32 bytes", failure.ErrorMessage, StringComparison.Ordinal);
        Assert.True(secret.Length == 0 || !failure.ErrorMessage!.Contains(secret, StringComparison.Ordinal));
    }

    private static string Decode(string part) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '=')));

    private static string Encode(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
