using Migration.Journal;
using Migration.Steps;

namespace Migration.Running;

/// <summary>
/// Picks up a run whose process was killed, or whose undo failed: reads its journal, looks at the servers, and completes the undo – or, when the
/// runbook's purpose was reached and proved, what remained to be done. What it cannot do it says.
/// </summary>
public static class Recovery
{
    public static async Task<RunbookResult> RunAsync(MigrationContext context, RecoverOptions options, IRunbookObserver? observer = null)
    {
        var nothing = new Runbook("recover", "Pick up a run that did not finish.", [], []);
        var runId = RunbookRunner.NewRunId(context.Time);
        var errors = context.Validate(Needs.Nothing);
        if (errors.Count > 0 || !options.IsValid)
        {
            return RunReport.RefusedAtOnce(nothing, context.Time, runId, "Options", string.Join("; ", options.IsValid ? errors : [.. errors, $"abandon: {options.Abandon} is neither Source nor Target"]));
        }

        using var held = StateLock.TryTake(context.StateDirectory);
        if (held is null)
        {
            return RunReport.RefusedAtOnce(nothing, context.Time, runId, "StateLock", "a runbook is at work with this state directory: it is not dead");
        }

        if (JournalReader.ReadAll(context.StateDirectory).LastOrDefault(record => record.NeedsRecovery) is not { } record)
        {
            return new RunReport(nothing, context.Time, runId, observer).End(RunOutcome.Succeeded, null, "every run in the journal ended: there is nothing to recover", []);
        }

        if (Runbooks.FromJournal(record.Runbook, record.Memory()) is not { } runbook)
        {
            return RunReport.RefusedAtOnce(nothing, context.Time, runId, "Journal", $"run {record.Run} was of a runbook this version does not know: {record.Runbook}");
        }

        return context.Validate(runbook.Needs) is { Count: > 0 } missing
            ? RunReport.RefusedAtOnce(nothing, context.Time, runId, "Options", string.Join("; ", missing))
            : await PickUpAsync(context, record, runbook, options, observer);
    }

    /// <summary>What the unfinished run in this state directory needs; <see cref="Needs.Nothing"/> when there is none.</summary>
    /// <exception cref="InvalidDataException">A journal is damaged.</exception>
    internal static Needs NeedsOf(string stateDirectory) =>
        JournalReader.ReadAll(stateDirectory).LastOrDefault(record => record.NeedsRecovery) is { } record
            ? Runbooks.FromJournal(record.Runbook, record.Memory())?.Needs ?? Needs.Nothing
            : Needs.Nothing;

    private static async Task<RunbookResult> PickUpAsync(MigrationContext context, JournalRecord record, Runbook runbook, RecoverOptions options, IRunbookObserver? observer)
    {
        using IJournal journal = options.DryRun ? new NoJournal() : FileJournal.Continue(record, context.Time);
        var report = new RunReport(runbook, context.Time, record.Run, observer);
        // The same run id: statements the dead process left on the servers carry it in their tags.
        await using var run = new RunContext(context, record.Run, report.Progress, record.Memory());
        if (options.Abandon is { } abandoned)
        {
            run.Memory[Remembered.Abandoned] = abandoned;
        }

        report.Started($"picking up run {record.Run} ({record.Runbook})");
        var resumed = new Run(runbook, context, run, journal, report);
        var rest = runbook.Steps.Where(step => !record.IsDone(step.Name)).ToList();
        var begun = record.StepsToUndo().Select(name => runbook.Steps.FirstOrDefault(step => step.Name == name)).OfType<Step>().ToList();
        var forward = runbook.Steps.Any() && rest.All(step => step.IsAftercare) && !record.WasUndoing([.. runbook.Steps.Where(step => !step.IsAftercare).Select(step => step.Name)]);
        if (options.DryRun)
        {
            return resumed.Plan(forward ? rest : [.. begun.Reverse<Step>().Where(step => step.UndoIntent is not null)]);
        }

        if (forward)
        {
            return await resumed.FinishAsync(rest);
        }

        var (failure, undid) = await resumed.UndoAsync(begun);
        return failure is not null ? resumed.End(RunOutcome.UndoFailed, null, $"undoing {failure}")
            : resumed.End(undid ? RunOutcome.Undone : RunOutcome.Failed, null, undid ? "the run was killed; what it had done is undone" : "the run was killed before it changed anything that needs undoing");
    }
}
