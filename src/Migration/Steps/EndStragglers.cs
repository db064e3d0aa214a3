using System.Globalization;
using Migration.Running;
using Migration.Servers;

namespace Migration.Steps;

/// <summary>Sessions that were busy when the others were ended: they get the grace, then they are ended whatever they do.</summary>
internal sealed class EndStragglers(Way way) : Step
{
    public override string Name => $"EndStragglersOn{way.From}";

    public override string Intent => $"end the sessions that were still busy on {Way.Word(way.From)} when they are done, at the latest after the grace";

    internal override TimeSpan Deadline(MigrationLimits limits) => limits.Step + limits.KillGrace;

    internal override async Task<Finding> ActAsync(RunContext run, CancellationToken cancellation)
    {
        var old = new AppSessions(run[way.From], run);
        var early = new AppSessions(run[way.To], run);

        // Again on the old server: whoever came too late for the first time must go as well, and a run that was picked up has no gate yet.
        await old.ShutOutAsync(cancellation);
        var boundary = long.Parse(run.Recall(Remembered.SessionsBoundary) ?? "0", CultureInfo.InvariantCulture);
        await Task.WhenAll(
            old.EndAllAsync(upTo: null, spare: null, cancellation),
            way.HasEarlySessions ? early.EndAllAsync(boundary, run.Probe?.ConnectionId, cancellation) : Task.CompletedTask);
        await Task.WhenAll(old.LetInAsync(cancellation), early.LetInAsync(cancellation));
        run.Count(FactNames.SessionsKilled, old.Killed + early.Killed);
        run.Count(FactNames.SessionsKilledBusy, old.KilledBusy + early.KilledBusy);
        return Finding.Ok($"{old.Killed + early.Killed} more ended, {old.KilledBusy + early.KilledBusy} of them busy");
    }
}
