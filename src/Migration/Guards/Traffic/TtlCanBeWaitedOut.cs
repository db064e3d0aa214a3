using Migration.Running;

namespace Migration.Guards.Traffic;

/// <summary>The old TTL is short enough to be waited out, and the operator is told how long that is.</summary>
internal sealed class TtlCanBeWaitedOut : Guard
{
    internal override async Task<Finding> CheckAsync(RunContext run, CancellationToken cancellation)
    {
        var state = await run.Traffic.Dns.StateAsync(cancellation);
        var low = (int)run.Limits.LowTtl.TotalSeconds;
        var now = run.Time.GetUtcNow();
        // Lowering it now, the answers of this moment last for the TTL of this moment.
        var end = state.TtlSeconds > low ? now + TimeSpan.FromSeconds(state.TtlSeconds) : now;
        end = state.LongerAnswersEnd(low) is { } earlier && earlier > end ? earlier : end;
        var wait = end - now;
        return wait <= run.Limits.TtlWait
            ? Finding.Ok(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"TTL {state.TtlSeconds} s: WaitOutOldTtl will take {wait.TotalSeconds:0} s"))
            : Finding.Not($"the old TTL would have to be waited out for {wait}, longer than {run.Limits.TtlWait}", "lower the TTL by hand and come again, or allow it with --ttl-wait");
    }
}
