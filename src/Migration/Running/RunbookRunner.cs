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
        var errors = context.Options.Validate();
        if (errors.Count > 0)
        {
            return RunReport.RefusedAtOnce(runbook, context.Time, runId, "Options", string.Join("; ", errors));
        }

        var touches = !options.DryRun && !runbook.OnlyLooks;
        using var held = touches ? StateLock.TryTake(context.Options.StateDirectory) : null;
        if (touches && held is null)
        {
            return RunReport.RefusedAtOnce(runbook, context.Time, runId, "StateLock", "another runbook is at work with this state directory");
        }

        if (touches && JournalReader.ReadAll(context.Options.StateDirectory).FirstOrDefault(record => record.NeedsRecovery) is { } unfinished)
        {
            return RunReport.RefusedAtOnce(runbook, context.Time, runId, "UnfinishedRun", $"run {unfinished.Run} ({unfinished.Runbook}) did not finish: run `recover` first");
        }

        using IJournal journal = touches ? FileJournal.Create(context.Options.StateDirectory, context.Time, runId, runbook.Name) : new NoJournal();
        var report = new RunReport(runbook, context.Time, runId, observer);
        await using var run = new RunContext(context, runId, report.Progress);
        return await new Run(runbook, context, run, journal, report).PlayAsync(options.DryRun, cancellation);
    }

    /// <summary>Sortable by time, and different for two runs of the same second.</summary>
    internal static string NewRunId(TimeProvider time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..4]}");
}
