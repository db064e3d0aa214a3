using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>Changes the A record. On the way back the TTL is lowered in the same change, so that nothing is waited for before it.</summary>
internal sealed class MoveRecord(EdgeRole to) : Step
{
    public override string Name => to == EdgeRole.New ? "PointRecordToNewEdge" : "PointRecordToOldEdge";

    public override string Intent => $"dns: the record points to {Words.Of(to)}{(to == EdgeRole.Old ? ", with the low TTL" : "")}";

    public override string? UndoIntent => $"dns: the record{(to == EdgeRole.Old ? " and the TTL" : "")} as it was";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> RequireAsync(RunContext run, CancellationToken cancellation)
    {
        var zone = run.Traffic.Zone;
        var state = await run.Traffic.Dns.StateAsync(cancellation);
        if (state.Address(zone.RecordName) is not { } before)
        {
            return Finding.Not($"the zone has no record {zone.RecordName}");
        }

        run.Memory[TrafficMemory.AddressBefore] = before;
        if (to == EdgeRole.Old)
        {
            run.Remember(TrafficMemory.TtlBefore, state.TtlSeconds);
            run.Fact(FactNames.TtlBeforeSeconds, state.TtlSeconds);
        }

        await run.Traffic.Dns.TestAsync(Records(run), Ttl(run), cancellation);
        return Finding.Ok();
    }

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        run.Remember(TrafficMemory.ChangedAt, run.NowUs());
        var state = await run.Traffic.Dns.ChangeAsync(Records(run), Ttl(run), cancellation);
        run.Fact(FactNames.RecordChangedAtUs, run.Number(TrafficMemory.ChangedAt));
        run.Fact(FactNames.TtlSeconds, state.TtlSeconds);
        return Finding.Ok($"serial {state.Serial}");
    }

    /// <summary>As a resolver sees it.</summary>
    internal override async Task<Finding> ProveAsync(RunContext run, CancellationToken cancellation)
    {
        var answer = await run.Traffic.Lookup.AddressesAsync(run.Traffic.Zone.RecordName, cancellation);
        return Only(answer.Addresses, run.Traffic.Zone.AddressOf(to))
            ? Finding.Ok($"resolvers are told {answer.Addresses[0]} for {answer.TtlSeconds} s")
            : Finding.Not($"resolvers are told {(answer.Addresses.Count == 0 ? "nothing" : string.Join(", ", answer.Addresses))}, not {run.Traffic.Zone.AddressOf(to)}");
    }

    internal override async Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation)
    {
        var name = run.Traffic.Zone.RecordName;
        var before = run.Recall(TrafficMemory.AddressBefore) ?? throw new InvalidOperationException("the record was not noted");
        var state = await run.Traffic.Dns.StateAsync(cancellation);
        if (state.Address(name) != before)
        {
            state = await run.Traffic.Dns.ChangeAsync(new Dictionary<string, string> { [name] = before }, null, cancellation);
        }

        if (state.Address(name) != before)
        {
            return Finding.Not($"the record still is {state.Address(name)}");
        }

        if (to == EdgeRole.Old)
        {
            var ttl = await LowerTtl.RestoreAsync(run, cancellation);
            if (!ttl.Holds)
            {
                return ttl;
            }
        }

        return Finding.Ok($"{name} is {before}");
    }

    private static bool Only(IReadOnlyList<string> addresses, string address) => addresses.Count == 1 && addresses[0] == address;

    private Dictionary<string, string> Records(RunContext run) => new() { [run.Traffic.Zone.RecordName] = run.Traffic.Zone.AddressOf(to) };

    private int? Ttl(RunContext run) =>
        to == EdgeRole.Old && run.Number(TrafficMemory.TtlBefore) > run.Limits.LowTtl.TotalSeconds ? (int)run.Limits.LowTtl.TotalSeconds : null;
}
