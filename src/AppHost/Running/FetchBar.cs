using MySqlRuntime.Fetching;
using Spectre.Console;

namespace AppHost.Running;

/// <summary>A fetch told as a bar.</summary>
internal sealed class FetchBar : IProgress<FetchProgress>
{
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile FetchProgress? latest;

    public Task FirstReport => first.Task;

    public void Report(FetchProgress value)
    {
        latest = value;
        first.TrySetResult();
    }

    public void Show(ProgressTask bar)
    {
        if (latest is not { } progress)
        {
            return;
        }

        bar.Description = Markup.Escape($"MySQL: {progress.Message}");
        bar.IsIndeterminate = progress.Percent is null;
        bar.Value = progress.Percent ?? 0;
    }
}
