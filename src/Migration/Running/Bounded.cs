namespace Migration.Running;

/// <summary>Runs work within a time limit, and turns what can go wrong with it into a finding.</summary>
internal static class Bounded
{
    /// <summary>How long work that was told to stop may take to do so before it is left behind: it must not hold up the undo.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<Finding> RunAsync(Func<CancellationToken, Task<Finding>> work, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = either.Token.Register(() => told.TrySetResult());
        var task = Guarded(work, either.Token);
        if (await Task.WhenAny(task, told.Task) != task)
        {
            await Task.WhenAny(task, Task.Delay(Patience, time, CancellationToken.None));
        }

        if (task.IsCompletedSuccessfully)
        {
            return await task;
        }

        if (cancellation.IsCancellationRequested)
        {
            return Finding.Not("cancelled");
        }

        if (deadline.IsCancellationRequested)
        {
            var why = task.IsFaulted && task.Exception.InnerException is { } error and not OperationCanceledException ? $" ({error.Message})" : "";
            return Finding.Not(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"not done within {limit.TotalSeconds:0.###} s{why}"));
        }

        return Finding.Not(task.Exception?.InnerException?.Message ?? "stopped without a reason");
    }

    /// <summary>A fault before the first await counts like one after it.</summary>
    private static async Task<Finding> Guarded(Func<CancellationToken, Task<Finding>> work, CancellationToken token) => await work(token);
}
