using LoadTests.CommandLine;
using LoadTests.Configuration;
using LoadTests.History;
using LoadTests.Scenarios;

namespace LoadTests.Running;

/// <summary>Asks the target about each token that will be used, before any load: a refused token must not look like a failing service.</summary>
internal static class TokenCheck
{
    private const int AtATime = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <exception cref="RunRefusedException">The target refuses a token, or gives no usable answer for ten seconds.</exception>
    public static async Task RunAsync(Scout scout, TargetSettings settings, int usersSignedIn, TimeProvider time, CancellationToken cancellation)
    {
        foreach (var some in settings.Tokens.Take(usersSignedIn).Index().Chunk(AtATime))
        {
            await Task.WhenAll(some.Select(token => CheckAsync(scout, token.Item, token.Index + 1, time, cancellation)));
        }
    }

    private static async Task CheckAsync(Scout scout, string token, int number, TimeProvider time, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            var answer = await scout.SendAsync(DoktoriRequests.Me, token);
            if (answer.Outcome == Outcome.Ok)
            {
                return;
            }

            if (answer.Status is 401 or 403)
            {
                throw new RunRefusedException(
                    ExitCode.Usage,
                    $"the target refuses token {number} (GET /users/me answered {answer.Status}): it has expired or belongs to another environment; sign in again and copy a fresh one");
            }

            if (answer.Status is >= 300 and < 500)
            {
                throw new RunRefusedException(ExitCode.Usage, $"GET /users/me answered {answer.Status}: BASE_URL is not a Doktori API");
            }

            if (time.GetElapsedTime(begun) > Patience)
            {
                var what = answer.Status == 0 ? $"no answer ({answer.Outcome})" : $"status {answer.Status}";
                throw new RunRefusedException(ExitCode.Error, $"GET /users/me gave {what} for {Patience.TotalSeconds:0} s; the target is not up, so there is nothing to measure");
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }
}
