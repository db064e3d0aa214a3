using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace LoadTests.Configuration;

/// <summary>What can be seen of an access token without its key. Never quotes the token.</summary>
internal static class JwtShape
{
    /// <summary>Null when it looks usable; the server has the last word.</summary>
    /// <param name="renewable">An expired token can be renewed.</param>
    public static string? WhyUnusable(string token, DateTimeOffset now, bool renewable = false)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || parts.Any(part => part.Length == 0))
        {
            return "is not a JWT (three parts, separated by dots); copy the whole access token, without 'Bearer'";
        }

        try
        {
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            if (payload.RootElement.ValueKind != JsonValueKind.Object)
            {
                return "is not a JWT: its payload is not an object";
            }

            if (payload.RootElement.TryGetProperty("type", out var type) && type.ValueEquals("refresh"))
            {
                return "is a refresh token; give the access token";
            }

            return Expiry(payload.RootElement) is { } expiry && expiry <= now && !renewable
                ? string.Create(CultureInfo.InvariantCulture, $"expired at {expiry:yyyy-MM-dd HH:mm:ss}Z; sign in again and copy a fresh one")
                : null;
        }
        catch (Exception failure) when (failure is FormatException or JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return "is not a JWT: its payload cannot be decoded";
        }
    }

    /// <summary>Null when the token does not say.</summary>
    public static DateTimeOffset? ExpiresAt(string token)
    {
        try
        {
            using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1]));
            return Expiry(payload.RootElement);
        }
        catch (Exception failure) when (failure is FormatException or JsonException or InvalidOperationException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Expiry(JsonElement payload) =>
        payload.TryGetProperty("exp", out var exp) && exp.TryGetInt64(out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
