using Migration.Running;
using Migration.Steps.Traffic;

namespace Migration.Guards.Traffic;

/// <summary>The record points to this edge now, in the zone and for resolvers.</summary>
internal sealed class RecordIsAt(EdgeRole edge) : Guard
{
    public override string Name => edge == EdgeRole.Old ? "RecordPointsToOldEdge" : "RecordPointsToNewEdge";

    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var zone = run.Traffic.Zone;
        var state = await run.Traffic.Dns.StateAsync(cancellation);
        if (state.Address(zone.RecordName) != zone.AddressOf(edge))
        {
            return Finding.Not($"{zone.RecordName} is {state.Address(zone.RecordName) ?? "not in the zone"}, not {zone.AddressOf(edge)} ({Words.Of(edge)})");
        }

        var answer = await run.Traffic.Lookup.AddressesAsync(zone.RecordName, cancellation);
        return answer.Addresses.Count == 1 && answer.Addresses[0] == zone.AddressOf(edge)
            ? Finding.Ok($"{zone.RecordName} is {answer.Addresses[0]}, TTL {answer.TtlSeconds} s")
            : Finding.Not($"the zone says {zone.AddressOf(edge)}, resolvers are told {(answer.Addresses.Count == 0 ? $"nothing (code {answer.Code})" : string.Join(", ", answer.Addresses))}");
    }
}
