using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>Waits until a started instance says that it can serve: the cold start.</summary>
internal sealed class AwaitReady(Service service, Side side) : Step
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(25);

    public override string Name => $"WaitUntil{service}{side}IsReady";

    public override string Intent => $"wait until {Words.Of(service, side)} is ready: its pool filled, its database reached";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.InstanceReady;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var ready = await UntilReadyAsync(run, service, side, cancellation);
        if (ready.Holds && run.Recall(TrafficMemory.Started(service, side)) == "yes")
        {
            run.Fact(FactNames.Of(service, FactNames.ColdStartMs), run.MillisecondsSince(TrafficMemory.StartedAt(service, side)));
        }

        return ready;
    }

    public static Task<Finding> UntilReadyAsync(RunContext run, Service service, Side side, CancellationToken cancellation)
    {
        var instance = run.Traffic.Options.Instance(service, side);
        var seenAlive = false;
        return run.UntilAsync(
            Every,
            async token =>
            {
                var answer = await run.Traffic.ReadinessAsync(service, side, token);
                if (answer.IsSuccess)
                {
                    return Finding.Ok($"{instance.Name} is ready");
                }

                // A process that was seen to live and is gone will not become ready by waiting.
                var lives = await run.Traffic.Instances.IsRunningAsync(instance, token);
                if (answer.IsDown && lives == false && seenAlive)
                {
                    return Finding.Never($"{instance.Name} ended instead of becoming ready", "its log says why");
                }

                seenAlive |= lives == true;
                return Finding.Not($"{instance.Name} is not ready: {answer.Sentence}");
            },
            cancellation);
    }
}
