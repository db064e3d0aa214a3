using LoadTests.Preflight;

namespace LoadTests.Ledger;

/// <summary>Reads from the API after the load, when a service may still be finding its feet: each answer gets some tries.</summary>
internal sealed class PatientReads(Probe probe, TimeProvider time, CancellationToken cancellation)
{
    private const int Tries = 4;
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>An answer 200, or the other status that says something.</summary>
    /// <exception cref="IOException">There was none.</exception>
    public async Task<ProbeAnswer> AskAsync(string path, int alsoGood = 200)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await probe.SendAsync(HttpMethod.Get, path, OneAnswer, cancellation);
            if (answer.Status == 200 || answer.Status == alsoGood)
            {
                return answer;
            }

            if (attempt == Tries)
            {
                throw new IOException($"GET /{path.Split('?')[0]} gave {(answer.Status == 0 ? $"no answer ({answer.Outcome})" : $"status {answer.Status}")} {Tries} times");
            }

            await PauseAsync();
        }
    }

    public Task PauseAsync() => Task.Delay(Pause, time, cancellation);
}
