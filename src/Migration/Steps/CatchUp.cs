using Migration.Replication;
using Migration.Running;

namespace Migration.Steps;

/// <summary>Step 3: the new server executes everything the old one had when its writes stopped.</summary>
internal sealed class CatchUp(Way way) : Step
{
    public override string Name => $"WaitFor{way.To}ToCatchUp";

    public override string Intent => $"wait until {Way.Word(way.To)} has executed every transaction of {Way.Word(way.From)}";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.CatchUp + TimeSpan.FromSeconds(1);

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var frozen = GtidSet.Parse(run.Recall(Remembered.Frozen) ?? "");
        var began = run.Time.GetTimestamp();
        if (await run[way.To].HasExecutedAsync(frozen, run.Options.Limits.CatchUp, cancellation))
        {
            run.Fact(FactNames.CatchUpMs, Math.Round(run.Time.GetElapsedTime(began).TotalMilliseconds, 3));
            return Finding.Ok($"{run[way.To].Name} has executed everything");
        }

        var missing = frozen.Except(await run[way.To].ExecutedAsync(cancellation));
        var status = await run[way.To].ReplicaStatusAsync(cancellation);
        return Finding.Not($"{run[way.To].Name} still lacks {missing.Count} transactions after {run.Options.Limits.CatchUp.TotalSeconds:0.#} s ({status?.Sentence ?? "it is no replica"})");
    }
}
