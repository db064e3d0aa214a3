using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>Watches whichever replication runs, once a second, until it was healthy and within the lag limit for a while without a break.</summary>
internal sealed class Watch(TimeSpan stableFor) : Step
{
    public override string Name => "WatchReplication";

    public override string Intent => $"watch replication until it was healthy and caught up for {stableFor.TotalSeconds:0} s";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.ReplicationReady + stableFor;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var way = await DirectionAsync(run, cancellation);
        if (way is null)
        {
            return Finding.Not("neither server replicates from the other", "run set-up-replication or set-up-reverse-replication");
        }

        long? since = null;
        while (true)
        {
            var (good, sentence) = await LookAsync(run, way, cancellation);
            run.Progress(sentence, run.StepFacts);
            since = good ? since ?? run.Time.GetTimestamp() : null;
            if (since is { } began && run.Time.GetElapsedTime(began) >= stableFor)
            {
                return Finding.Ok($"{run[way.To].Name} replicated from {run[way.From].Name} for {stableFor.TotalSeconds:0} s without a break");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), run.Time, cancellation);
        }
    }

    private static async Task<(bool Good, string Sentence)> LookAsync(RunContext run, Way way, CancellationToken cancellation)
    {
        var replica = run[way.To];
        if (await replica.ReplicaStatusAsync(cancellation) is not { IsHealthy: true } status)
        {
            return (false, $"{replica.Name}: {(await replica.ReplicaStatusAsync(cancellation))?.Sentence ?? "no replica any more"}");
        }

        var executed = await run[way.From].ExecutedAsync(cancellation);
        var began = run.Time.GetTimestamp();
        var caughtUp = await replica.HasExecutedAsync(executed, run.Options.Limits.Lag, cancellation);
        var lag = Math.Round(run.Time.GetElapsedTime(began).TotalMilliseconds, 1);
        var behind = caughtUp ? 0 : executed.Except(await replica.ExecutedAsync(cancellation)).Count;
        run.Fact(FactNames.LagMs, lag);
        run.Fact(FactNames.TransactionsBehind, behind);
        return (caughtUp, string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{run[way.From].Name} → {replica.Name}: {(caughtUp ? $"caught up in {lag:0.#} ms" : $"{behind} transactions behind, {status.SecondsBehind} s")}"));
    }

    internal static async Task<Way?> DirectionAsync(RunContext run, CancellationToken cancellation)
    {
        foreach (var way in new[] { Way.Forward, Way.Back })
        {
            await run[way.From].SessionAsync(SessionUse.Main, cancellation);
            if (await run[way.To].ReplicaStatusAsync(cancellation) is { } status && ReplicationPath.IsFrom(status, run[way.From]) && (status.IoRunning || status.SqlRunning))
            {
                return way;
            }
        }

        return null;
    }
}
