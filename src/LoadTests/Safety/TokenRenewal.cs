using System.Text.Json;
using LoadTests.Configuration;
using LoadTests.History;
using LoadTests.Preflight;

namespace LoadTests.Safety;

/// <summary>
/// The access token all virtual users share, renewed through POST /auth/tokens with the refresh cookie: once for all of them,
/// shortly before it expires or when the server refuses it. The server rotates the refresh token; the new one stays in memory.
/// </summary>
internal sealed class TokenRenewal(TargetSettings settings, Probe probe, TimeProvider time)
{
    /// <summary>Renewed when it has less than this left.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly HashSet<string> replaced = new(StringComparer.Ordinal);
    private string current = settings.Tokens.Count > 0 ? settings.Tokens[0] : "";
    private string? refreshToken = settings.RefreshToken;
    private Task<string?>? renewing;

    /// <summary>Successful renewals so far.</summary>
    public int Renewals { get; private set; }

    /// <summary>Requests sent for it; none of them is load.</summary>
    public int Requests { get; private set; }

    /// <summary>A tokens file has many users and no refresh token: nothing to renew with.</summary>
    public bool Possible => refreshToken is not null && settings.Tokens.Count == 1;

    /// <summary>Null when the token says nothing about it.</summary>
    public DateTimeOffset? ExpiresAt => JwtShape.ExpiresAt(Current(current));

    /// <summary>The newest token of the user who started with <paramref name="token"/>.</summary>
    public string Current(string token)
    {
        lock (gate)
        {
            return replaced.Contains(token) ? current : token;
        }
    }

    /// <summary>Callers who come while it is under way share it; a token that is already replaced needs no request.</summary>
    /// <returns>Null when there is a new token; else why not.</returns>
    public Task<string?> RenewAsync(string refused, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (replaced.Contains(refused))
            {
                return Task.FromResult<string?>(null);
            }

            if (!Possible)
            {
                return Task.FromResult<string?>("the access token is refused and there is no REFRESH_TOKEN to renew it with");
            }

            return renewing ??= AskAsync(cancellation);
        }
    }

    /// <summary>Renews ahead of the expiry until cancelled; a renewal that fails is left to the 401 that will follow.</summary>
    public async Task KeepFreshAsync(Action<string> report, CancellationToken cancellation)
    {
        try
        {
            while (Possible && ExpiresAt is { } expiry)
            {
                var wait = expiry - Ahead - time.GetUtcNow();
                if (wait > TimeSpan.Zero)
                {
                    // A timer takes no more than some weeks, and a token may be good for years.
                    await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellation);
                    continue;
                }

                if (await RenewAsync(Current(current), cancellation) is { } failure)
                {
                    report(failure);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private async Task<string?> AskAsync(CancellationToken cancellation)
    {
        // Off the caller's lock, whatever completes synchronously below.
        await Task.Yield();
        string? failure;
        try
        {
            Requests++;
            var answer = await probe.SendAsync(HttpMethod.Post, "auth/tokens", Patience, cancellation, cookie: $"refresh_token={refreshToken}");
            failure = Take(answer);
        }
        catch (OperationCanceledException)
        {
            failure = "the run ended while the token was renewed";
        }

        lock (gate)
        {
            renewing = null;
        }

        return failure;
    }

    private string? Take(ProbeAnswer answer)
    {
        if (answer.Outcome is not (Outcome.Ok or Outcome.Http) || answer.Status != 200)
        {
            var what = answer.Status == 0 ? $"no answer ({answer.Outcome})" : $"status {answer.Status}{ErrorCode(answer.Body)}";
            return $"POST /auth/tokens gave {what}: the token could not be renewed; sign in again and copy fresh JWT_TOKEN and REFRESH_TOKEN";
        }

        if (AccessToken(answer.Body) is not { } token)
        {
            return "POST /auth/tokens answered 200 without an access token: is BASE_URL a Doktori API?";
        }

        lock (gate)
        {
            replaced.Add(current);
            current = token;
            refreshToken = answer.Cookie("refresh_token") ?? refreshToken;
            Renewals++;
        }

        return null;
    }

    private static string? AccessToken(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("data").GetProperty("accessToken").GetString();
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string ErrorCode(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? $" {code.GetString()}" : "";
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}
