namespace LoadTests.Traffic.Names;

/// <summary>One name's last answer, and the question under way. A failure is not kept: the next one asks again.</summary>
internal sealed class CachedName
{
    private readonly Lock gate = new();
    private Task<NameAnswer>? asking;
    private NameAnswer? answer;
    private long answeredAt;

    public Task<NameAnswer> GetAsync(Func<Task<NameAnswer>> ask, Func<NameAnswer, TimeSpan> lifetime, TimeProvider time)
    {
        lock (gate)
        {
            if (answer is not null && time.GetElapsedTime(answeredAt) < lifetime(answer))
            {
                return Task.FromResult(answer);
            }

            if (asking is null || asking.IsCompleted)
            {
                asking = AskAsync(ask, time);
            }

            return asking;
        }
    }

    // The answer's age counts from the question: the server's own clock had started by the time it answered.
    private async Task<NameAnswer> AskAsync(Func<Task<NameAnswer>> ask, TimeProvider time)
    {
        var asked = time.GetTimestamp();
        await Task.Yield();
        var fresh = await ask();
        lock (gate)
        {
            answer = fresh;
            answeredAt = asked;
        }

        return fresh;
    }
}
