using System.Globalization;
using Migration.Journal;

namespace Migration.Running;

/// <summary>
/// Runs a runbook: preconditions → steps → (on failure or cancellation) undo in reverse order. The runner alone owns time limits,
/// the journal, dry runs, cancellation and events.
/// </summary>
public static class RunbookRunner
{
    /// <param name="cancellation">Cancelling ends the step at work and undoes what was done; the undo itself is not cancelled.</param>
    public static async Task<RunbookResult> RunAsync(Runbook runbook, MigrationContext context, RunOptions options, IRunbookObserver? observer = null, CancellationToken cancellation = default)
    {
        var runId = options.RunId ?? NewRunId(context.Time);
        var errors = context.Validate(runbook.Needs);
        if (errors.Count > 0)
        {
            return RunReport.RefusedAtOnce(runbook, context.Time, runId, "Options", string.Join("; ", errors));
        }

        var touches = !options.DryRun && !runbook.OnlyLooks;
        using var held = touches ? StateLock.TryTake(context.StateDirectory) : null;
        if (touches && held is null)
        {
            return RunReport.RefusedAtOnce(runbook, context.Time, runId, "StateLock", "another runbook is at work with this state directory");
        }

        if (touches && JournalReader.ReadAll(context.StateDirectory).FirstOrDefault(record => record.NeedsRecovery) is { } unfinished)
        {
            return RunReport.RefusedAtOnce(runbook, context.Time, runId, "UnfinishedRun", $"run {unfinished.Run} ({unfinished.Runbook}) did not finish: run `recover` first");
        }

        return runbook.Parts.Count > 0
            ? await new Composition(runbook, context, runId, observer).PlayAsync(options.DryRun, cancellation)
            : await PlayAsync(runbook, context, runId, options.DryRun, new RunReport(runbook, context.Time, runId, observer), cancellation);
    }

    /// <summary>Plays one runbook whose state directory is held.</summary>
    internal static async Task<RunbookResult> PlayAsync(Runbook runbook, MigrationContext context, string runId, bool dryRun, RunReport report, CancellationToken cancellation, bool guardsMayFail = false)
    {
        using IJournal journal = dryRun || runbook.OnlyLooks ? new NoJournal() : FileJournal.Create(context.StateDirectory, context.Time, runId, runbook.Name);
        await using var run = new RunContext(context, runId, report.Progress);
        return await new Run(runbook, context, run, journal, report).PlayAsync(dryRun, cancellation, guardsMayFail);
    }

    /// <summary>Sortable by time, and different for two runs of the same second.</summary>
    internal static string NewRunId(TimeProvider time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..4]}");
}
