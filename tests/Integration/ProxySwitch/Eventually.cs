namespace Integration.ProxySwitch;

/// <summary>Waits for a fact that nobody announces.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static async Task EqualAsync<T>(T expected, Func<Task<T>> look)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Deadline);
        for (var seen = await look(); !Equals(expected, seen); seen = await look())
        {
            try
            {
                await Task.Delay(10, limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(expected, seen);
            }
        }
    }

    public static Task EqualAsync<T>(T expected, Func<T> look) => EqualAsync(expected, () => Task.FromResult(look()));

    /// <summary>Waits until the number has stood still for a quarter of a second.</summary>
    public static async Task<long> StandsStillAsync(Func<long> look)
    {
        for (var (seen, still) = (look(), 0); ; still++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
            if (look() is var now && now != seen)
            {
                (seen, still) = (now, 0);
            }
            else if (still == 10)
            {
                return seen;
            }
        }
    }
}
