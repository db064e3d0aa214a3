using System.Globalization;
using Migration.Running;

namespace Migration.Steps.Traffic;

/// <summary>
/// Waits until the last answer that was given with a longer TTL has been forgotten: before that, lowering the TTL has helped nobody. When that is, the
/// zone's own history says. This is the one wait for a time: no client can be asked what it remembers.
/// </summary>
internal sealed class WaitOutOldTtl : Step
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    public override string Intent => "wait until resolvers have forgotten every answer with the old, longer TTL (as long as that TTL, counted from its lowering)";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.TtlWait + limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var began = run.Time.GetTimestamp();
        var waited = await run.UntilAsync(
            Every,
            async token =>
            {
                var state = await run.Traffic.Dns.StateAsync(token);
                if (state.TtlSeconds > run.Limits.LowTtl.TotalSeconds)
                {
                    return Finding.Never($"the TTL is {state.TtlSeconds} s again: somebody else has changed it");
                }

                return state.LongerAnswersEnd(state.TtlSeconds) is { } end && end > run.Time.GetUtcNow()
                    ? Finding.Not(string.Create(CultureInfo.InvariantCulture, $"until {end:HH:mm:ss} UTC resolvers may keep an answer with the old TTL"))
                    : Finding.Ok();
            },
            cancellation);
        var took = run.Time.GetElapsedTime(began);
        run.Fact(FactNames.TtlWaitMs, Math.Round(took.TotalMilliseconds, 3));
        return waited.Holds ? Finding.Ok(string.Create(CultureInfo.InvariantCulture, $"waited {took.TotalSeconds:0.0} s")) : waited;
    }
}
