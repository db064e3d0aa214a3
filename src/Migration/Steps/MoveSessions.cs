using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>
/// Step 5: closes the gate to the application's sessions on the old server and ends the idle ones, so that pools reconnect through the proxy; the same
/// for those on the target that began before it was promoted, which still have the fence's privileges. Busy ones are left to <see cref="EndStragglers"/>.
/// </summary>
internal sealed class MoveSessions(Way way) : Step
{
    public override string Name => $"MoveSessionsTo{way.To}";

    public override string Intent => $"end the application's sessions on {Way.Word(way.From)}, so that pools reconnect to {Way.Word(way.To)}";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        // Busy sessions get a moment here and their whole grace later: the confirmation of the write must not wait for them.
        var old = new AppSessions(run[way.From], run);
        var early = new AppSessions(run[way.To], run);
        var shutOut = await Task.WhenAll(old.ShutOutAsync(cancellation), way.HasEarlySessions ? early.ShutOutAsync(cancellation) : Task.FromResult(0L));
        var boundary = shutOut[1];
        run.Memory[Remembered.SessionsBoundary] = boundary.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var left = await Task.WhenAll(
            old.EndQuietAsync(upTo: null, spare: null, cancellation),
            way.HasEarlySessions ? early.EndQuietAsync(boundary, run.Probe?.ConnectionId, cancellation) : Task.FromResult(0));
        run.Count(FactNames.SessionsKilled, old.Killed + early.Killed);
        return Finding.Ok($"{old.Killed} ended on {run[way.From].Name}, {early.Killed} on {run[way.To].Name}; {left[0] + left[1]} still busy");
    }
}
