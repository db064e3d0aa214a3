using System.Text.Json;
using LoadTests.Traffic;

namespace LoadTests.Reports;

/// <summary><c>--live</c>: every 250 ms a line on stdout for the program that started us; nothing else is printed there.</summary>
internal sealed class LiveLines : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly TextWriter output;
    private readonly LoadSession session;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource ended = new();
    private readonly Task ticking;
    private LiveState state = LiveState.Starting;

    public LiveLines(TextWriter output, LoadSession session)
    {
        this.output = output;
        this.session = session;
        Print();
        ticking = TickAsync();
    }

    /// <summary>Prints the new state at once.</summary>
    public void Enter(LiveState next)
    {
        lock (gate)
        {
            state = next;
        }

        Print();
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await ticking;
        ended.Dispose();
    }

    private async Task TickAsync()
    {
        using var timer = new PeriodicTimer(Interval, session.Clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                Print();
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private void Print()
    {
        lock (gate)
        {
            var begun = state != LiveState.Starting;
            var line = new LiveLine
            {
                Scenario = session.Plan.Id,
                ElapsedMs = begun ? (long)session.Elapsed.TotalMilliseconds : 0,
                RemainingMs = state == LiveState.Done ? 0 : (long)session.Remaining.TotalMilliseconds,
                Phase = session.Phase,
                Requests = session.Requests,
                Failed = session.Failed,
                Writes = session.Writes.Count,
                WritesFailed = session.Writes.Failed,
                WriteUnavailableMs = Math.Round(session.Writes.LongestMs(session.Clock.Now), 1),
                State = state,
            };
            try
            {
                output.WriteLine(JsonSerializer.Serialize(line, ReportsJsonContext.Default.LiveLine));
                output.Flush();
            }
            catch (IOException)
            {
                // Whoever read the lines is gone; the run itself does not depend on a reader.
            }
        }
    }
}
