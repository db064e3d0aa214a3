using System.Globalization;
using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>
/// Watches until no resolver may still hold the old address: the name server gives the new one, has given the old one to nobody since the change,
/// and the last answer with it has run out. Meanwhile the new edge must go on serving: a record may be valid and lead to a dead edge.
/// </summary>
/// <param name="aftercare">On the way back nothing is gained by undoing a record that is right because a resolver is slow.</param>
internal sealed class WatchPropagation(EdgeRole to, bool aftercare) : Step
{
    /// <summary>One look may meet a moment of load; so many in a row, a tenth of a second apart, are an edge that does not serve.</summary>
    private const int DeadLooks = 3;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    public override string Intent => $"watch the name server's answers and {Words.Of(Left)}'s requests until no resolver may hold the old address any more";

    public override bool IsAftercare => aftercare;

    private EdgeRole Left => to == EdgeRole.New ? EdgeRole.Old : EdgeRole.New;

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.TtlWait + limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var zone = run.Traffic.Zone;
        var began = await run.Traffic.Dns.StateAsync(cancellation);
        // Answers of the moment of the change itself may have been given before or after it; from here on they are all after.
        var oldAnswers = began.AnswersWith(zone.AddressOf(Left))?.Count ?? 0;
        var deadInARow = 0;
        var watched = await run.UntilAsync(
            Every,
            async token =>
            {
                var state = await run.Traffic.Dns.StateAsync(token);
                if (state.Address(zone.RecordName) != zone.AddressOf(to))
                {
                    return Finding.Never($"the record is {state.Address(zone.RecordName)} again: somebody else has changed it");
                }

                var answer = await run.Traffic.Lookup.AddressesAsync(zone.RecordName, token);
                if (answer.Addresses.Count != 1 || answer.Addresses[0] != zone.AddressOf(to) || (state.AnswersWith(zone.AddressOf(Left))?.Count ?? 0) > oldAnswers)
                {
                    return Finding.Never($"the name server still gives {zone.AddressOf(Left)} to resolvers");
                }

                // On the way back there is no better place to send clients to: that the old edge serves was seen before.
                if (to == EdgeRole.New)
                {
                    var served = await run.Traffic.ThroughAsync(to, Service.Api, token);
                    deadInARow = served.IsServed ? 0 : deadInARow + 1;
                    if (deadInARow >= DeadLooks)
                    {
                        return Finding.Never($"the record leads to {Words.Of(to)}, which answers {served.Sentence}", "see what the new edge's log says before the next try");
                    }

                    if (!served.IsServed)
                    {
                        return Finding.Not($"{Words.Of(to)} answers {served.Sentence}");
                    }
                }

                var gone = Forgotten(run, state);
                return gone > run.Time.GetUtcNow()
                    ? Finding.Not(string.Create(CultureInfo.InvariantCulture, $"until {gone:HH:mm:ss} UTC resolvers may hold {zone.AddressOf(Left)}"))
                    : Finding.Ok();
            },
            cancellation);
        if (!watched.Holds)
        {
            return watched;
        }

        run.Fact(FactNames.PropagationMs, run.MillisecondsSince(TrafficMemory.ChangedAt));
        return Finding.Ok($"no resolver holds {zone.AddressOf(Left)} any more");
    }

    /// <summary>When the last answer with the old address has run out: that of the longest TTL it was given with, counted from the change.</summary>
    private static DateTimeOffset Forgotten(RunContext run, Zones.DnsSnapshot state)
    {
        var changedAt = DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(run.Number(TrafficMemory.ChangedAt));
        var low = changedAt + TimeSpan.FromSeconds(Math.Max(0, Math.Min(run.Number(TrafficMemory.TtlBefore), (long)run.Limits.LowTtl.TotalSeconds)));
        return state.LongerAnswersEnd((int)run.Limits.LowTtl.TotalSeconds) is { } longer && longer > low ? longer : low;
    }
}
