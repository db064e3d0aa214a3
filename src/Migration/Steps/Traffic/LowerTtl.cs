using System.Globalization;
using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>Lowers the record's TTL ahead of the switch, so that resolvers come again soon. A TTL that is low already stays.</summary>
internal sealed class LowerTtl : Step
{
    public override string Intent => "dns: lower the record's TTL, so that resolvers ask again soon after the change";

    public override string? UndoIntent => "dns: the TTL as it was";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> RequireAsync(RunContext run, CancellationToken cancellation)
    {
        var state = await run.Traffic.Dns.StateAsync(cancellation);
        run.Remember(TrafficMemory.TtlBefore, state.TtlSeconds);
        run.Fact(FactNames.TtlBeforeSeconds, state.TtlSeconds);
        return Finding.Ok();
    }

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var low = (int)run.Limits.LowTtl.TotalSeconds;
        var before = (int)run.Number(TrafficMemory.TtlBefore);
        var state = before <= low
            ? await run.Traffic.Dns.StateAsync(cancellation)
            : await run.Traffic.Dns.ChangeAsync(null, low, cancellation);
        run.Fact(FactNames.TtlSeconds, state.TtlSeconds);
        return Finding.Ok(before <= low ? $"TTL is {before} s already" : $"TTL {before} s → {state.TtlSeconds} s");
    }

    /// <summary>As a resolver sees it.</summary>
    internal override async Task<Finding> ProveAsync(RunContext run, CancellationToken cancellation)
    {
        var answer = await run.Traffic.Lookup.AddressesAsync(run.Traffic.Zone.RecordName, cancellation);
        return answer.TtlSeconds <= run.Limits.LowTtl.TotalSeconds
            ? Finding.Ok(string.Create(CultureInfo.InvariantCulture, $"resolvers are told {answer.TtlSeconds} s"))
            : Finding.Not($"resolvers are still told {answer.TtlSeconds?.ToString(CultureInfo.InvariantCulture) ?? "no"} s");
    }

    internal override Task<Finding> UndoAsync(RunContext run, CancellationToken cancellation) => RestoreAsync(run, cancellation);

    public static async Task<Finding> RestoreAsync(RunContext run, CancellationToken cancellation)
    {
        var before = (int)run.Number(TrafficMemory.TtlBefore);
        var state = await run.Traffic.Dns.StateAsync(cancellation);
        if (state.TtlSeconds != before)
        {
            state = await run.Traffic.Dns.ChangeAsync(null, before, cancellation);
        }

        return state.TtlSeconds == before ? Finding.Ok($"TTL {before} s") : Finding.Not($"the TTL is still {state.TtlSeconds} s, not {before} s");
    }
}
