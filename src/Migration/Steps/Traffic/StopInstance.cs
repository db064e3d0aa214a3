using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>Stops the old instance, sees that it is down and that the new one goes on serving. The undo starts it again and waits until it is ready.</summary>
internal sealed class StopInstance(Service service, Site old, Site current) : Step
{
    private const string Down = "down";

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    public override string Name => $"Stop{service}{old}";

    public override string Intent => $"stop {Words.Of(service, old)}, see that it is down and that {Words.Of(service, current)} serves";

    public override string? UndoIntent => $"start {Words.Of(service, old)} again and wait until it is ready";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.InstanceStop;

    internal override TimeSpan UndoDeadline(MigrationLimits limits) => limits.Undo + limits.InstanceStart + limits.InstanceReady;

    internal override async Task<Finding> RequireAsync(RunContext run, CancellationToken cancellation)
    {
        var name = run.Traffic.Options.Instance(service, old).Name;
        var state = await run.Traffic.Edge(EdgeRole.Old).StateAsync(cancellation);
        if (state.ActiveOf(service) == name)
        {
            return Finding.Not($"the edge sends clients to {name}: it is not stopped");
        }

        var ready = await run.Traffic.ReadinessAsync(service, current, cancellation);
        return ready.IsSuccess ? Finding.Ok() : Finding.Not($"{run.Traffic.Options.Instance(service, current).Name} is not ready ({ready.Sentence}): {name} is not stopped");
    }

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var began = run.Time.GetTimestamp();
        var down = await Stopping.EnsureDownAsync(run, service, old, cancellation);
        run.Fact(FactNames.Of(service, FactNames.StopMs), Math.Round(run.Time.GetElapsedTime(began).TotalMilliseconds, 3));
        return down;
    }

    internal override async Task<Finding> ProveAsync(RunContext run, CancellationToken cancellation)
    {
        var answer = await run.Traffic.ThroughAsync(EdgeRole.Old, service, cancellation);
        return answer.IsServed && answer.ServerId == run.Recall(TrafficMemory.NewId(service))
            ? Finding.Ok($"{run.Traffic.Options.Instance(service, old).Name} is down; {answer.ServerId} serves")
            : Finding.Not($"with {run.Traffic.Options.Instance(service, old).Name} down, {Words.Of(service)} is answered {answer.Sentence}");
    }

    internal override async Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation)
    {
        var instance = run.Traffic.Options.Instance(service, old);
        var settled = await run.UntilAsync(
            Every,
            async token =>
            {
                // One that was told to stop may still be at it: it is started again when it is down, not before.
                var answer = await run.Traffic.ReadinessAsync(service, old, token);
                return answer.IsSuccess ? Finding.Ok($"{instance.Name} is ready")
                    : await run.Traffic.IsDownAsync(service, old, token) ? Finding.Ok(Down)
                    : Finding.Not($"{instance.Name} is neither ready nor down: {answer.Sentence}");
            },
            cancellation);
        if (settled.Detail != Down)
        {
            return settled;
        }

        await run.Traffic.Instances.StartAsync(instance, cancellation);
        var ready = await AwaitReady.UntilReadyAsync(run, service, old, cancellation);
        return ready.Holds ? ready : Finding.Not($"{ready.Detail}; {run.Traffic.Options.Instance(service, current).Name} goes on serving", ready.WayOut);
    }
}
