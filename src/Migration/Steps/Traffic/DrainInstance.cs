using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>Waits until the old instance has answered everything that was under way. WebSockets are not waited for: the stop tells them to come again.</summary>
internal sealed class DrainInstance(Service service, Site site) : Step
{
    private const int InARow = 2;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(25);

    public override string Name => $"Drain{service}{site}";

    public override string Intent => $"wait until the edge has no request in flight on {Words.Of(service, site)}";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Drain;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var name = run.Traffic.Options.Instance(service, site).Name;
        var times = 0;
        return await run.UntilAsync(
            Every,
            async token =>
            {
                var state = await run.Traffic.Edge(EdgeRole.Old).StateAsync(token);
                if (state.ActiveOf(service) == name)
                {
                    return Finding.Never($"the edge sends clients to {name} again: somebody else has switched it");
                }

                var upstream = state.Upstream(name);
                run.Fact(FactNames.Of(service, FactNames.WebSocketsOnOld), upstream?.WebSockets ?? 0);
                run.Fact(FactNames.Of(service, FactNames.RequestsOnOldAfterSwitch), Math.Max(0, (upstream?.RequestsTotal ?? 0) - run.Number(TrafficMemory.OldRequests(service))));
                if (upstream is { InFlight: > 0 })
                {
                    times = 0;
                    return Finding.Not($"{name} still answers {upstream.InFlight} requests");
                }

                if (++times < InARow)
                {
                    return Finding.Not($"{name} answers no request");
                }

                run.Fact(FactNames.Of(service, FactNames.DrainMs), run.MillisecondsSince(TrafficMemory.SwitchedAt(service)));
                return Finding.Ok($"nothing in flight on {name}; {upstream?.WebSockets ?? 0} WebSockets will be told by its stop");
            },
            cancellation);
    }
}
