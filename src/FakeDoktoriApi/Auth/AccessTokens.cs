using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace FakeDoktoriApi.Auth;

/// <summary>Access tokens: sub (the user id as text), userId (as a number), nickname, iat, exp; no type, no jti; 30 minutes.</summary>
internal sealed class AccessTokens(JwtCodec codec, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public string Issue(long userId, string nickname) => codec.Sign(
        new()
        {
            [JwtRegisteredClaimNames.Sub] = userId.ToString(CultureInfo.InvariantCulture),
            ["userId"] = userId,
            ["nickname"] = nickname,
        },
        time.GetUtcNow(),
        Lifetime);

    /// <summary>Expired is <see cref="TokenState.Expired"/> only if everything else is right. A refresh token is not an access token: it has no userId.</summary>
    public async ValueTask<(TokenState State, long UserId)> VerifyAsync(string token)
    {
        var (state, claims) = await codec.VerifyAsync(token);
        return state == TokenState.Malformed || claims is null || !claims.TryGetPayloadValue<long>("userId", out var userId)
            ? (TokenState.Malformed, 0)
            : (state, userId);
    }
}
