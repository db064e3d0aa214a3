using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>Starts the instance that clients will move to. One that runs already is left as it is, and is not stopped by the undo.</summary>
internal sealed class StartInstance(Service service, Site site) : Step
{
    public override string Name => $"Start{service}{site}";

    public override string Intent => $"start {Words.Of(service, site)} (unless it runs already)";

    public override string? UndoIntent => $"stop {Words.Of(service, site)} again, once the edge sends nothing to it";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.InstanceStart;

    internal override TimeSpan UndoDeadline(MigrationLimits limits) => limits.Undo + limits.Drain + limits.InstanceStop;

    internal override async Task<Finding> RequireAsync(RunContext run, CancellationToken cancellation)
    {
        run.Memory[TrafficMemory.Started(service, site)] = await run.Traffic.IsDownAsync(service, site, cancellation) ? "yes" : "no";
        run.Remember(TrafficMemory.StartedAt(service, site), run.NowUs());
        return Finding.Ok();
    }

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var instance = run.Traffic.Options.Instance(service, site);
        if (run.Recall(TrafficMemory.Started(service, site)) != "yes")
        {
            return Finding.Ok($"{instance.Name} runs already");
        }

        await run.Traffic.Instances.StartAsync(instance, cancellation);
        return Finding.Ok($"{instance.Name} was told to start");
    }

    internal override async Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation)
    {
        var instance = run.Traffic.Options.Instance(service, site);
        if (run.Recall(TrafficMemory.Started(service, site)) != "yes")
        {
            return Finding.Ok($"{instance.Name} ran before");
        }

        var state = await run.Traffic.Edge(EdgeRole.Old).StateAsync(cancellation);
        if (state.ActiveOf(service) == instance.Name)
        {
            return Finding.Not($"the edge still sends clients to {instance.Name}: it is not stopped");
        }

        if (state.Upstream(instance.Name) is { InFlight: > 0 and var busy })
        {
            return Finding.Not($"{instance.Name} still answers {busy} requests");
        }

        return await Stopping.EnsureDownAsync(run, service, site, cancellation);
    }
}
