using System.Globalization;
using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>
/// Waits until the edge that was left is idle, so that it may be retired: nobody is connected, or nobody has asked anything for the stated time.
/// It goes on serving all the same, for the way back. Clients that never look the name up again keep it busy: then this says who is left.
/// </summary>
internal sealed class AwaitIdleEdge(EdgeRole edge) : Step
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    public override string Name => edge == EdgeRole.Old ? "WaitUntilOldEdgeIsIdle" : "WaitUntilNewEdgeIsIdle";

    public override string Intent => $"wait until {Words.Of(edge)} is idle; it goes on serving, and must not be retired before";

    public override bool IsAftercare => true;

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.EdgeIdleWait;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        long? counted = null;
        var since = run.Time.GetTimestamp();
        return await run.UntilAsync(
            Every,
            async token =>
            {
                var state = await run.Traffic.Edge(edge).StateAsync(token);
                run.Fact(FactNames.WebSocketsOnOld, state.WebSockets);
                if (state.LastRequestAt is { } last)
                {
                    var lastUs = (last - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
                    run.Fact(FactNames.LastRequestOnOldEdgeUs, lastUs);
                    run.Fact(FactNames.OldEdgeBusyMs, Math.Max(0, Math.Round((lastUs - run.Number(TrafficMemory.ChangedAt)) / 1000.0, 3)));
                }

                if (state.RequestsTotal != counted)
                {
                    counted = state.RequestsTotal;
                    since = run.Time.GetTimestamp();
                }

                var quiet = run.Time.GetElapsedTime(since);
                var empty = state is { Connections: 0, InFlight: 0, WebSockets: 0 };
                if (!empty && (state.InFlight > 0 || quiet < run.Limits.EdgeIdle))
                {
                    return Finding.Not($"{Words.Of(edge)} still has {state.Connections} connections, {state.InFlight} requests in flight, {state.WebSockets} WebSockets; it must not be retired");
                }

                run.Fact(FactNames.OldEdgeIdleMs, run.MillisecondsSince(TrafficMemory.ChangedAt));
                return Finding.Ok(empty
                    ? $"nobody is connected to {Words.Of(edge)}: it may be retired"
                    : string.Create(CultureInfo.InvariantCulture, $"no request on {Words.Of(edge)} for {quiet.TotalSeconds:0.#} s: it may be retired, which cuts {state.Connections} idle connections and {state.WebSockets} WebSockets"));
            },
            cancellation);
    }
}
