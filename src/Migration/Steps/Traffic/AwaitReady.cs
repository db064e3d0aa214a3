using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>Waits until a started instance says that it can serve: the cold start.</summary>
internal sealed class AwaitReady(Service service, Site site) : Step
{
    /// <summary>A control may say "not running" for a moment after it has taken the start.</summary>
    private const int DeadLooks = 40;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(25);

    public override string Name => $"WaitUntil{service}{site}IsReady";

    public override string Intent => $"wait until {Words.Of(service, site)} is ready: its pool filled, its database reached";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.InstanceReady;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var ready = await UntilReadyAsync(run, service, site, cancellation);
        if (ready.Holds && run.Recall(TrafficMemory.Started(service, site)) == "yes")
        {
            run.Fact(FactNames.Of(service, FactNames.ColdStartMs), run.MillisecondsSince(TrafficMemory.StartedAt(service, site)));
        }

        return ready;
    }

    public static Task<Finding> UntilReadyAsync(RunContext run, Service service, Site site, CancellationToken cancellation)
    {
        var instance = run.Traffic.Options.Instance(service, site);
        var seenAlive = false;
        var deadInARow = 0;
        return run.UntilAsync(
            Every,
            async token =>
            {
                var answer = await run.Traffic.ReadinessAsync(service, site, token);
                if (answer.IsSuccess)
                {
                    return Finding.Ok($"{instance.Name} is ready");
                }

                // A process that was seen to live and is gone, or does not come to life at all, will not become ready by waiting.
                var lives = await run.Traffic.Instances.IsRunningAsync(instance, token);
                deadInARow = answer.IsDown && lives == false ? deadInARow + 1 : 0;
                if (deadInARow >= DeadLooks || (deadInARow > 0 && seenAlive))
                {
                    return Finding.Never($"{instance.Name} ended instead of becoming ready", "its log says why");
                }

                seenAlive |= lives == true;
                return Finding.Not($"{instance.Name} is not ready: {answer.Sentence}");
            },
            cancellation);
    }
}
