using Spectre.Console;

namespace Rehearsal.Display;

/// <summary>For a terminal: one picture of the rehearsal, repainted five times a second.</summary>
internal sealed class LiveView : IProgressView
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stop = new();
    private readonly Task painting;

    public LiveView(IAnsiConsole console, RehearsalProgress progress, TimeProvider time)
    {
        painting = console.Live(Paint(progress)).StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(RefreshEvery, time);
            try
            {
                while (await timer.WaitForNextTickAsync(stop.Token))
                {
                    live.UpdateTarget(Paint(progress));
                    live.Refresh();
                }
            }
            catch (OperationCanceledException)
            {
                // The last picture stays on the screen, above the verdict.
                live.UpdateTarget(Paint(progress));
                live.Refresh();
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await painting;
        stop.Dispose();
    }

    private static Rows Paint(RehearsalProgress progress) => progress.Read(ProgressPicture.Draw);
}
