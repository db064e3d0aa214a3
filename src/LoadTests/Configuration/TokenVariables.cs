using System.Globalization;
using System.Text.Json;

namespace LoadTests.Configuration;

/// <summary>Who signs in: <c>JWT_TOKEN</c> with <c>REFRESH_TOKEN</c>, or the users of <c>LOADTESTS_TOKENS_FILE</c>.</summary>
internal sealed class TokenVariables(Variables variables, TimeProvider time)
{
    private const string FileFormat = "a JSON array of access tokens, or of objects with accessToken and refreshToken";

    /// <summary>Empty when there is an error.</summary>
    public IReadOnlyList<UserTokens> Read()
    {
        if (variables.Value("LOADTESTS_TOKENS_FILE") is { } file)
        {
            return OfFile(file);
        }

        var refresh = variables.Value("REFRESH_TOKEN");
        if (WhyNoRefreshToken(refresh) is { } wrong)
        {
            variables.Refuse($"REFRESH_TOKEN {wrong}");
        }

        if (variables.Value("JWT_TOKEN") is not { } token)
        {
            variables.Refuse("JWT_TOKEN is not set; export JWT_TOKEN=<access token of a signed-in user>");
            return [];
        }

        if (JwtShape.WhyUnusable(token, time.GetUtcNow(), renewable: refresh is not null) is { } reason)
        {
            variables.Refuse($"JWT_TOKEN {reason}");
        }

        return [new(token, refresh)];
    }

    private string? WhyNoRefreshToken(string? token)
    {
        if (token is null)
        {
            return null;
        }

        // It travels as a cookie's value.
        if (token.Any(letter => letter is <= ' ' or >= (char)127 or ';' or ',' or '"' or '\\'))
        {
            return "is not a cookie value; copy the value of the cookie refresh_token alone";
        }

        return JwtShape.ExpiresAt(token) is { } expiry && expiry <= time.GetUtcNow()
            ? string.Create(CultureInfo.InvariantCulture, $"expired at {expiry:yyyy-MM-dd HH:mm:ss}Z; sign in again and copy a fresh one")
            : null;
    }

    private UserTokens[] OfFile(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            if (json.RootElement.ValueKind != JsonValueKind.Array)
            {
                variables.Refuse($"LOADTESTS_TOKENS_FILE {file} is not {FileFormat}");
                return [];
            }

            UserTokens?[] users = [.. json.RootElement.EnumerateArray().Select(OfElement)];
            if (users.Length == 0)
            {
                variables.Refuse($"LOADTESTS_TOKENS_FILE {file} holds no token");
            }

            if (users.Index().Select(user => WhyUnusable(user.Item, user.Index + 1)).FirstOrDefault(reason => reason is not null) is { } wrong)
            {
                variables.Refuse($"LOADTESTS_TOKENS_FILE {file}: {wrong}");
                return [];
            }

            return [.. users.Select(user => user!.Value)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            variables.Refuse($"LOADTESTS_TOKENS_FILE {file} cannot be read: {failure.Message}");
        }
        catch (JsonException)
        {
            // Not its message: that quotes from the file.
            variables.Refuse($"LOADTESTS_TOKENS_FILE {file} is not {FileFormat}");
        }

        return [];
    }

    private string? WhyUnusable(UserTokens? user, int number) => user switch
    {
        null => $"entry {number} is neither an access token nor an object with one",
        { } tokens when JwtShape.WhyUnusable(tokens.Access, time.GetUtcNow(), renewable: tokens.Refresh is not null) is { } reason => $"token {number} {reason}",
        { } tokens when WhyNoRefreshToken(tokens.Refresh) is { } reason => $"refresh token {number} {reason}",
        _ => null,
    };

    private static UserTokens? OfElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => new UserTokens(element.GetString()!, null),
        JsonValueKind.Object when Text(element, "accessToken") is { } access => new UserTokens(access, Text(element, "refreshToken")),
        _ => null,
    };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
