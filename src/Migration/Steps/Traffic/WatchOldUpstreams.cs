using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>After a reload the old upstreams get nothing new: their counters stand still for a while. Their open WebSockets are told, not ended.</summary>
internal sealed class WatchOldUpstreams(IReadOnlyList<Service> services) : Step
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(25);

    public override string Name => "WatchOldUpstreams";

    public override string Intent => "see that the old upstreams get no new request; their open WebSockets stay";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Drain;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        long? counted = null;
        var since = run.Time.GetTimestamp();
        return await run.UntilAsync(
            Every,
            async token =>
            {
                var state = await run.Traffic.Edge(EdgeRole.Old).StateAsync(token);
                long total = 0;
                var open = 0L;
                foreach (var service in services)
                {
                    var old = state.Upstream(run.Recall(TrafficMemory.ActiveBefore(service))!);
                    var requests = old?.RequestsTotal ?? 0;
                    total += requests;
                    open += old?.WebSockets ?? 0;
                    run.Fact(FactNames.Of(service, FactNames.RequestsOnOldAfterSwitch), Math.Max(0, requests - run.Number(TrafficMemory.OldRequests(service))));
                    run.Fact(FactNames.Of(service, FactNames.WebSocketsOnOld), old?.WebSockets ?? 0);
                }

                if (total != counted)
                {
                    counted = total;
                    since = run.Time.GetTimestamp();
                }

                return run.Time.GetElapsedTime(since) >= run.Limits.Quiet
                    ? Finding.Ok($"no new request; {open} WebSockets stay")
                    : Finding.Not("the old upstreams still got requests a moment ago");
            },
            cancellation);
    }
}
