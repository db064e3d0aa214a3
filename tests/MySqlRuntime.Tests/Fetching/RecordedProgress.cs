using System.Collections.Concurrent;
using MySqlRuntime.Fetching;

namespace MySqlRuntime.Tests.Fetching;

/// <summary>Remembers what was reported, in order and at once (Progress&lt;T&gt; would report later, on another thread).</summary>
internal sealed class RecordedProgress : IProgress<FetchProgress>
{
    private readonly ConcurrentQueue<FetchProgress> _reports = new();

    public TaskCompletionSource<FetchProgress> Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<FetchProgress> Reports => [.. _reports];

    public void Report(FetchProgress value)
    {
        _reports.Enqueue(value);
        if (value.Phase == FetchPhase.Waiting)
        {
            Waiting.TrySetResult(value);
        }
    }
}
