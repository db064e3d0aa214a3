using Migration.Running;

namespace Migration.Steps;

/// <summary>Waits until the replica executes what its source has within the lag limit, twice in a row.</summary>
internal sealed class WaitUntilCaughtUp(Way way, bool aftercare = false) : Step
{
    private const int Times = 2;

    public override string Name => $"WaitUntil{way.To}HasCaughtUp";

    public override string Intent => $"wait until {Way.Word(way.To)} keeps up with {Way.Word(way.From)}";

    public override bool IsAftercare => aftercare;

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.ReplicationReady;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var origin = run[way.From];
        var replica = run[way.To];
        for (var times = 0; times < Times;)
        {
            var healthy = await ReplicationPath.HealthyAsync(run, origin, replica, cancellation);
            if (!healthy.Holds)
            {
                return healthy;
            }

            var executed = await origin.ExecutedAsync(cancellation);
            var began = run.Time.GetTimestamp();
            if (await replica.HasExecutedAsync(executed, run.Options.Limits.Lag, cancellation))
            {
                times++;
                run.Fact(FactNames.LagMs, Math.Round(run.Time.GetElapsedTime(began).TotalMilliseconds, 1));
                continue;
            }

            times = 0;
            var behind = executed.Except(await replica.ExecutedAsync(cancellation)).Count;
            run.Fact(FactNames.TransactionsBehind, behind);
            run.Progress($"{replica.Name} is {behind} transactions behind", new Dictionary<string, object?> { [FactNames.TransactionsBehind] = behind });
        }

        run.Fact(FactNames.TransactionsBehind, 0L);
        return Finding.Ok($"{replica.Name} keeps up");
    }
}
