using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;

namespace FakeDoktoriApi.Auth;

/// <summary>Refresh tokens: jti (the row's key), sub, type=refresh, iat, exp; 14 days.</summary>
internal sealed class RefreshTokens(JwtCodec codec, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);
    private const string Type = "refresh";

    public (string Id, string Token) Issue(long userId) => Issue([userId])[0];

    /// <summary>A token for each of <paramref name="users"/>, in their order. Many ids of one millisecond are not unlikely to meet; these do not.</summary>
    public IReadOnlyList<(string Id, string Token)> Issue(IReadOnlyCollection<long> users)
    {
        var now = time.GetUtcNow();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (ids.Count < users.Count)
        {
            ids.Add(RefreshTokenId.Create(now));
        }

        return [.. users.Zip(ids, (user, id) => (id, Sign(id, user, now)))];
    }

    public async ValueTask<(TokenState State, string Id, long UserId)> VerifyAsync(string token)
    {
        var (state, claims) = await codec.VerifyAsync(token);
        return claims is not null
            && claims.TryGetPayloadValue<string>("type", out var type) && type == Type
            && claims.Id is { Length: RefreshTokenId.Length } id
            && long.TryParse(claims.Subject, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
                ? (state, id, userId)
                : (TokenState.Malformed, "", 0);
    }

    private string Sign(string id, long userId, DateTimeOffset now) => codec.Sign(
        new()
        {
            [JwtRegisteredClaimNames.Jti] = id,
            [JwtRegisteredClaimNames.Sub] = userId.ToString(CultureInfo.InvariantCulture),
            ["type"] = Type,
        },
        now,
        Lifetime);
}
