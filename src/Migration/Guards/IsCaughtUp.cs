using Migration.Running;
using Migration.Steps;

namespace Migration.Guards;

/// <summary>The new server reaches the old one's present GTID set within the lag limit. Measured, not read from Seconds_Behind_Source,
/// which is 0 while the receiver is behind.</summary>
internal sealed class IsCaughtUp(Way way) : PairGuard
{
    public override string Name => $"{way.To}IsCaughtUp";

    protected override async Task<Finding> LookAsync(RunContext run, CancellationToken cancellation)
    {
        var replica = run[way.To];
        if (await replica.ReplicaStatusAsync(cancellation) is not { IsHealthy: true } status)
        {
            return Finding.Not("not checked: replication does not run");
        }

        var executed = await run[way.From].ExecutedAsync(cancellation);
        var began = run.Time.GetTimestamp();
        if (await replica.HasExecutedAsync(executed, run.Options.Limits.Lag, cancellation))
        {
            var lag = Math.Round(run.Time.GetElapsedTime(began).TotalMilliseconds, 1);
            run.Fact(FactNames.LagMs, lag);
            return Finding.Ok(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"caught up in {lag:0.#} ms"));
        }

        var behind = executed.Except(await replica.ExecutedAsync(cancellation)).Count;
        run.Fact(FactNames.TransactionsBehind, behind);
        return Finding.Not(
            $"{replica.Name} is {behind} transactions behind after {run.Options.Limits.Lag.TotalSeconds:0.###} s (Seconds_Behind_Source {status.SecondsBehind?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unknown"})",
            "wait (`watch`), or raise the lag limit");
    }
}
