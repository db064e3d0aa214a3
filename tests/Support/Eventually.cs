namespace Support;

/// <summary>Awaits an observed fact with a deadline, never a fixed time.</summary>
public static class Eventually
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">It has not become true by the deadline (10 s unless told).</exception>
    public static async Task TrueAsync(Func<Task<bool>> fact, CancellationToken cancellationToken, TimeSpan? deadline = null)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        var allowed = deadline ?? TimeSpan.FromSeconds(10);
        while (!await fact())
        {
            if (clock.GetElapsedTime(started) > allowed)
            {
                throw new TimeoutException($"It has not become true within {allowed.TotalSeconds:0.#} s.");
            }

            await Task.Delay(AskEvery, cancellationToken);
        }
    }

    public static Task TrueAsync(Func<bool> fact, CancellationToken cancellationToken, TimeSpan? deadline = null) =>
        TrueAsync(() => Task.FromResult(fact()), cancellationToken, deadline);
}
