using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FakeDoktoriApi.Auth;

/// <summary>Signs and verifies HS256 tokens on the application's clock.</summary>
internal sealed class JwtCodec
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };
    private readonly SigningCredentials _credentials;
    private readonly TokenValidationParameters _rules;
    private readonly TimeProvider _time;

    public JwtCodec(JwtOptions options, TimeProvider time)
    {
        var key = new SymmetricSecurityKey(options.Key);
        _time = time;
        _credentials = new(key, SecurityAlgorithms.HmacSha256);
        _rules = new()
        {
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateIssuer = false,
            ValidateAudience = false,

            // Checked below: the library's own check reads the machine's clock.
            ValidateLifetime = false,
        };
    }

    public string Sign(Dictionary<string, object> claims, DateTimeOffset issuedAt, TimeSpan lifetime)
    {
        claims[JwtRegisteredClaimNames.Iat] = issuedAt.ToUnixTimeSeconds();
        claims[JwtRegisteredClaimNames.Exp] = (issuedAt + lifetime).ToUnixTimeSeconds();
        return _handler.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = _credentials });
    }

    public async ValueTask<(TokenState State, JsonWebToken? Claims)> VerifyAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken claims || claims.ValidTo == DateTime.MinValue)
        {
            return (TokenState.Malformed, null);
        }

        return (claims.ValidTo <= _time.GetUtcNow().UtcDateTime ? TokenState.Expired : TokenState.Valid, claims);
    }
}
