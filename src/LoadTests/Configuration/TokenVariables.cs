using System.Globalization;
using System.Text.Json;

namespace LoadTests.Configuration;

/// <summary>Who signs in: <c>JWT_TOKEN</c> or <c>LOADTESTS_TOKENS_FILE</c>, and <c>REFRESH_TOKEN</c>.</summary>
internal sealed class TokenVariables(Variables variables, TimeProvider time)
{
    /// <summary>Null: an expired token cannot be renewed.</summary>
    public string? Refresh => variables.Value("REFRESH_TOKEN");

    /// <summary>Empty when there is an error.</summary>
    public IReadOnlyList<string> Access()
    {
        if (variables.Value("LOADTESTS_TOKENS_FILE") is { } file)
        {
            return OfFile(file);
        }

        if (variables.Value("JWT_TOKEN") is not { } token)
        {
            variables.Refuse("JWT_TOKEN is not set; export JWT_TOKEN=<access token of a signed-in user>");
            return [];
        }

        if (JwtShape.WhyUnusable(token, time.GetUtcNow(), renewable: Refresh is not null) is { } reason)
        {
            variables.Refuse($"JWT_TOKEN {reason}");
        }

        return [token];
    }

    public void CheckRefresh()
    {
        if (Refresh is not { } token)
        {
            return;
        }

        // It travels as a cookie's value.
        if (token.Any(letter => letter is <= ' ' or >= (char)127 or ';' or ',' or '"' or '\\'))
        {
            variables.Refuse("REFRESH_TOKEN is not a cookie value; copy the value of the cookie refresh_token alone");
        }
        else if (JwtShape.ExpiresAt(token) is { } expiry && expiry <= time.GetUtcNow())
        {
            variables.Refuse(string.Create(CultureInfo.InvariantCulture, $"REFRESH_TOKEN expired at {expiry:yyyy-MM-dd HH:mm:ss}Z; sign in again and copy a fresh one"));
        }
    }

    private string[] OfFile(string file)
    {
        try
        {
            var tokens = JsonSerializer.Deserialize(File.ReadAllText(file), ConfigurationJsonContext.Default.StringArray) ?? [];
            if (tokens.Length == 0)
            {
                variables.Refuse($"LOADTESTS_TOKENS_FILE {file} holds no token");
            }

            var now = time.GetUtcNow();
            for (var i = 0; i < tokens.Length; i++)
            {
                if (JwtShape.WhyUnusable(tokens[i], now) is { } reason)
                {
                    variables.Refuse($"LOADTESTS_TOKENS_FILE {file}: token {i + 1} {reason}");
                    break;
                }
            }

            return tokens;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            variables.Refuse($"LOADTESTS_TOKENS_FILE {file} cannot be read: {failure.Message}");
        }
        catch (JsonException)
        {
            variables.Refuse($"LOADTESTS_TOKENS_FILE {file} is not a JSON array of access tokens");
        }

        return [];
    }
}
