namespace NBomber.Engine;

/// <summary>The copies under way. Thread-safe.</summary>
internal sealed class RunningTasks
{
    private readonly HashSet<Task> tasks = [];
    private readonly Lock gate = new();

    public void Start(Func<Task> work)
    {
        var task = Task.Run(work);
        lock (gate)
        {
            tasks.Add(task);
        }

        _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <returns>How many had not ended when the time was over.</returns>
    public async Task<int> WaitAsync(TimeSpan timeout, TimeProvider time)
    {
        Task[] left;
        lock (gate)
        {
            left = [.. tasks];
        }

        try
        {
            await Task.WhenAll(left).WaitAsync(timeout, time);
            return 0;
        }
        catch (TimeoutException)
        {
            return left.Count(task => !task.IsCompleted);
        }
    }

    private void Forget(Task task)
    {
        lock (gate)
        {
            tasks.Remove(task);
        }
    }
}
