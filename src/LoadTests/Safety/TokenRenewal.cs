using System.Text.Json;
using LoadTests.Configuration;
using LoadTests.History;
using LoadTests.Preflight;

namespace LoadTests.Safety;

/// <summary>
/// Renews the users' access tokens through POST /auth/tokens with their refresh cookies: each once for all virtual users who share it,
/// shortly before it expires or when the server refuses it. The server rotates refresh tokens; the new ones stay in memory.
/// </summary>
internal sealed class TokenRenewal
{
    /// <summary>Renewed when it has less than this left.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    private const int AtATime = 8;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Probe probe;
    private readonly TimeProvider time;

    // By every access token the user has had, so that whoever still holds an old one finds the newest.
    private readonly Dictionary<string, SignedInUser> users;

    private int requests;

    public TokenRenewal(TargetSettings settings, Probe probe, TimeProvider time)
    {
        this.probe = probe;
        this.time = time;
        users = settings.RefreshTokens.ToDictionary(pair => pair.Key, pair => new SignedInUser(pair.Key, pair.Value), StringComparer.Ordinal);
    }

    /// <summary>Requests sent for it; none of them is load.</summary>
    public int Requests => Volatile.Read(ref requests);

    public bool IsPossible(string token)
    {
        lock (gate)
        {
            return users.ContainsKey(token);
        }
    }

    /// <summary>The newest token of the user who started with <paramref name="token"/>.</summary>
    public string Current(string token)
    {
        lock (gate)
        {
            return users.TryGetValue(token, out var user) ? user.Access : token;
        }
    }

    /// <summary><see cref="Current"/>, for somebody who signs in with it: from now on it is kept fresh.</summary>
    public string Use(string token)
    {
        lock (gate)
        {
            if (!users.TryGetValue(token, out var user))
            {
                return token;
            }

            user.IsInUse = true;
            return user.Access;
        }
    }

    /// <summary>Callers who come while it is under way share it; a token that is already replaced needs no request.</summary>
    /// <returns>Null when there is a new token; else why not.</returns>
    public Task<string?> RenewAsync(string refused, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (!users.TryGetValue(refused, out var user))
            {
                return Task.FromResult<string?>("the access token is refused and there is no REFRESH_TOKEN to renew it with");
            }

            return user.Access != refused ? Task.FromResult<string?>(null) : user.Renewing ??= AskAsync(user, cancellation);
        }
    }

    /// <summary>Renews every token that has expired or is about to.</summary>
    /// <returns>Null when all were renewed; else why one was not.</returns>
    public Task<string?> RenewExpiringAsync(CancellationToken cancellation) => RenewExpiringAsync(Newest(_ => true), cancellation);

    /// <summary>Renews ahead of the expiry what is in use, until cancelled; a renewal that fails is left to the 401 that will follow.</summary>
    public async Task KeepFreshAsync(Action<string> report, CancellationToken cancellation)
    {
        try
        {
            while (NextExpiry() is { } expiry)
            {
                var wait = expiry - Ahead - time.GetUtcNow();
                if (wait > TimeSpan.Zero)
                {
                    // A timer takes no more than some weeks, and a token may be good for years.
                    await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellation);
                    continue;
                }

                if (await RenewExpiringAsync(Newest(user => user.IsInUse), cancellation) is { } failure)
                {
                    report(failure);
                    return;
                }

                if (NextExpiry() <= time.GetUtcNow() + Ahead)
                {
                    report($"new access tokens live less than {Ahead.TotalSeconds:0} s here, so they are renewed when they are refused");
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    /// <summary>Null when no token in use says when it expires.</summary>
    private DateTimeOffset? NextExpiry() => Newest(user => user.IsInUse).Min(JwtShape.ExpiresAt);

    private List<string> Newest(Func<SignedInUser, bool> ofWhom)
    {
        lock (gate)
        {
            return [.. users.Values.Distinct().Where(ofWhom).Select(user => user.Access)];
        }
    }

    private async Task<string?> RenewExpiringAsync(IEnumerable<string> newest, CancellationToken cancellation)
    {
        var soon = time.GetUtcNow() + Ahead;
        foreach (var some in newest.Where(token => JwtShape.ExpiresAt(token) <= soon).Chunk(AtATime))
        {
            var failures = await Task.WhenAll(some.Select(token => RenewAsync(token, cancellation)));
            if (failures.FirstOrDefault(failure => failure is not null) is { } failure)
            {
                return failure;
            }
        }

        return null;
    }

    private async Task<string?> AskAsync(SignedInUser user, CancellationToken cancellation)
    {
        // Off the caller's lock, whatever completes synchronously below.
        await Task.Yield();
        string? failure;
        try
        {
            Interlocked.Increment(ref requests);
            var answer = await probe.SendAsync(HttpMethod.Post, "auth/tokens", Patience, cancellation, cookie: $"refresh_token={user.Refresh}");
            failure = Take(user, answer);
        }
        catch (OperationCanceledException)
        {
            failure = "the run ended while the token was renewed";
        }

        lock (gate)
        {
            user.Renewing = null;
        }

        return failure;
    }

    private string? Take(SignedInUser user, ProbeAnswer answer)
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
            user.Access = token;
            user.Refresh = answer.Cookie("refresh_token") ?? user.Refresh;
            users[token] = user;
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

    private sealed class SignedInUser(string access, string refresh)
    {
        public string Access { get; set; } = access;

        public string Refresh { get; set; } = refresh;

        public bool IsInUse { get; set; }

        /// <summary>The renewal that all who need it wait for; null when none is under way.</summary>
        public Task<string?>? Renewing { get; set; }
    }
}
