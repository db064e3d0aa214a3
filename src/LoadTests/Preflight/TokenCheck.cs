using System.Globalization;
using LoadTests.Configuration;
using LoadTests.Safety;

namespace LoadTests.Preflight;

/// <summary>The tokens last as long as the run, and the target takes each that will be used: a refused token must not look like a failing service.</summary>
internal static class TokenCheck
{
    private const string Name = "token";
    private const string SignIn = "sign-in";
    private const int AtATime = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>What the tokens say themselves. Those that have expired are renewed right here, where that is possible.</summary>
    /// <param name="reached">Whether there is anyone to renew them.</param>
    public static async Task<PreflightCheck> ExpiryAsync(TargetSettings settings, TokenRenewal renewal, TimeSpan duration, bool reached, TimeProvider time, CancellationToken cancellation)
    {
        if (reached && await renewal.RenewExpiringAsync(cancellation) is { } failure)
        {
            return PreflightCheck.Fix(Name, failure);
        }

        var now = time.GetUtcNow();
        var renewable = settings.Tokens.ToLookup(renewal.IsPossible);
        if (renewable[false].Min(JwtShape.ExpiresAt) is { } end && end <= now + duration)
        {
            return PreflightCheck.Fix(Name, $"{Lasts(end, now)}, and the run takes {Words(duration)}: sign in again right before it, or export REFRESH_TOKEN so that it is renewed");
        }

        var lasts = Lasts(settings.Tokens.Select(renewal.Current).Min(JwtShape.ExpiresAt), now);
        return PreflightCheck.Good(Name, renewable[true].Any() ? $"{lasts}; renewed when needed" : lasts);
    }

    /// <summary>One authenticated call for each token.</summary>
    public static async Task<PreflightCheck> SignInAsync(TargetSettings settings, TokenRenewal renewal, Probe probe, int users, TimeProvider time, CancellationToken cancellation)
    {
        var used = settings.Tokens.Take(users).Index().ToList();
        foreach (var some in used.Chunk(AtATime))
        {
            var checks = await Task.WhenAll(some.Select(token => CheckAsync(probe, renewal.Use(token.Item), token.Index + 1, time, cancellation)));
            if (checks.FirstOrDefault(check => !check.Ok) is { } bad)
            {
                return bad;
            }
        }

        return PreflightCheck.Good(SignIn, used.Count == 1 ? "GET /users/me takes the token" : $"GET /users/me takes all {used.Count} tokens");
    }

    private static async Task<PreflightCheck> CheckAsync(Probe probe, string token, int number, TimeProvider time, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var answer = await probe.SendAsync(HttpMethod.Get, "users/me", Patience, cancellation, token);
            switch (answer.Status)
            {
                case 200:
                    return PreflightCheck.Good(SignIn, "");
                case 401 or 403:
                    return PreflightCheck.Fix(SignIn, $"the target refuses token {number} (GET /users/me answered {answer.Status}): it has expired or belongs to another environment; sign in again and copy a fresh one");
                case >= 300 and < 500:
                    return PreflightCheck.Fix(SignIn, $"GET /users/me answered {answer.Status}: BASE_URL is not a Doktori API");
            }

            if (time.GetElapsedTime(begun) > Patience)
            {
                var what = answer.Status == 0 ? $"no answer ({answer.Outcome})" : $"status {answer.Status}";
                return PreflightCheck.Down(SignIn, $"GET /users/me gave {what} for {Patience.TotalSeconds:0} s; the target is not up, so there is nothing to measure");
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    private static string Lasts(DateTimeOffset? expiry, DateTimeOffset now) => expiry is { } end
        ? string.Create(CultureInfo.InvariantCulture, $"expires at {end:HH:mm:ss}Z, in {Words(end - now)}")
        : "does not say when it expires";

    private static string Words(TimeSpan time) => time switch
    {
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalSeconds)} s"),
        { TotalHours: < 3 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalMinutes)} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours)} h"),
    };
}
