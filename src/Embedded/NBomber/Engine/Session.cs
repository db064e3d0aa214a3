using NBomber.Contracts;
using NBomber.Contracts.Stats;
using Serilog;

namespace NBomber.Engine;

/// <summary>Init of all scenarios, load of all at once, clean of all, statistics.</summary>
internal sealed class Session : ISessionControl, IDisposable
{
    private static int active;

    private readonly IReadOnlyList<ScenarioPlayer> players;
    private readonly NBomberContext context;
    private readonly long startedAt;
    private int stopped;

    private Session(NBomberContext context)
    {
        this.context = context;
        players = [.. context.Scenarios.Select(props => new ScenarioPlayer(props, context.Time, this))];
        startedAt = context.Time.GetTimestamp();
    }

    public static async Task<NodeStats> RunAsync(NBomberContext context)
    {
        if (Interlocked.Exchange(ref active, 1) == 1)
        {
            throw new InvalidOperationException("An NBomber session is already running in this process.");
        }

        try
        {
            using var session = new Session(context);
            return await session.RunAsync();
        }
        finally
        {
            Volatile.Write(ref active, 0);
        }
    }

    public void StopScenario(string scenarioName, string reason) =>
        players.FirstOrDefault(player => player.Name == scenarioName)?.Stop(reason);

    public void StopSession(string reason)
    {
        if (Interlocked.Exchange(ref stopped, 1) == 0)
        {
            foreach (var player in players)
            {
                player.Stop(reason);
            }
        }
    }

    public void Dispose()
    {
        foreach (var player in players)
        {
            player.Dispose();
        }
    }

    private async Task<NodeStats> RunAsync()
    {
        foreach (var (props, player) in context.Scenarios.Zip(players))
        {
            await (props.Init?.Invoke(player.InitContext(ScenarioOperation.Init)) ?? Task.CompletedTask);
        }

        using (var reporting = new CancellationTokenSource())
        {
            var reports = ReportAsync(reporting.Token);
            await Task.WhenAll(players.Select(player => player.PlayAsync()));
            await reporting.CancelAsync();
            await reports;
        }

        foreach (var (props, player) in context.Scenarios.Zip(players))
        {
            await CleanAsync(props, player);
        }

        return Stats();
    }

    private async Task ReportAsync(CancellationToken ended)
    {
        using var interval = new PeriodicTimer(context.ReportingInterval, context.Time);
        try
        {
            while (await interval.WaitForNextTickAsync(ended))
            {
                foreach (var scenario in Stats().ScenarioStats)
                {
                    Log.Logger.Information(
                        "{Test}: {Scenario} after {Duration}: {Ok} ok, {Fail} failed",
                        context.TestName,
                        scenario.ScenarioName,
                        scenario.Duration,
                        scenario.AllOkCount,
                        scenario.AllFailCount);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The load is over.
        }
    }

    private NodeStats Stats()
    {
        ScenarioStats[] stats = [.. players.Select(player => player.Snapshot())];
        return new NodeStats
        {
            ScenarioStats = stats,
            AllRequestCount = stats.Sum(scenario => scenario.AllRequestCount),
            AllOkCount = stats.Sum(scenario => scenario.AllOkCount),
            AllFailCount = stats.Sum(scenario => scenario.AllFailCount),
            AllBytes = stats.Sum(scenario => scenario.AllBytes),
            Duration = context.Time.GetElapsedTime(startedAt),
        };
    }

    private static async Task CleanAsync(ScenarioProps props, ScenarioPlayer player)
    {
        try
        {
            await (props.Clean?.Invoke(player.InitContext(ScenarioOperation.Clean)) ?? Task.CompletedTask);
        }
        catch (Exception failure)
        {
            Log.Logger.Error(failure, "the clean function of {Scenario} threw", props.ScenarioName);
        }
    }
}
