using Migration.Journal;

namespace Migration.Running;

/// <summary>One run of a runbook.</summary>
internal sealed class Run(Runbook runbook, MigrationContext context, RunContext run, IJournal journal, RunReport report)
{
    /// <summary>1 look (all preconditions) → 2 do (step by step) → 3 on failure, undo in reverse order.</summary>
    /// <param name="guardsMayFail">For the dry run of a composition: what an earlier part would change does not hold yet; it is told, and no refusal.</param>
    public async Task<RunbookResult> PlayAsync(bool dryRun, CancellationToken cancellation, bool guardsMayFail = false)
    {
        report.Started(runbook.Purpose);
        journal.Append(JournalKind.RunStarted, null, runbook.Purpose, durable: true, runbook.Arguments);

        // 1 look
        var refusal = await LookAsync(guardsMayFail, cancellation);
        if (refusal is not null || cancellation.IsCancellationRequested)
        {
            return cancellation.IsCancellationRequested
                ? End(RunOutcome.Cancelled, null, "cancelled before anything was done")
                : End(RunOutcome.Refused, refusal!.Name, Sentence(refusal));
        }

        if (dryRun)
        {
            return Plan(runbook.Steps);
        }

        // 2 do
        var begun = new List<Step>();
        foreach (var step in runbook.Steps)
        {
            var (failure, intended) = await DoAsync(step, cancellation);
            if (intended)
            {
                begun.Add(step);
            }

            if (failure is null)
            {
                continue;
            }

            if (step.IsAftercare)
            {
                return End(RunOutcome.Incomplete, step.Name, failure);
            }

            // 3 undo
            var cancelled = cancellation.IsCancellationRequested;
            run.AbandonSessions();
            var (undoFailure, undid) = await UndoAsync(begun);
            return undoFailure is not null
                ? End(RunOutcome.UndoFailed, step.Name, $"{failure}; then undoing {undoFailure}")
                : End(cancelled ? RunOutcome.Cancelled : undid ? RunOutcome.Undone : RunOutcome.Failed, step.Name, failure);
        }

        return End(RunOutcome.Succeeded, null, null);
    }

    /// <summary>Says what would be done.</summary>
    public RunbookResult Plan(IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            report.Planned(step);
        }

        return End(RunOutcome.Planned, null, null);
    }

    /// <summary>Does what a killed run left to do after its purpose was reached.</summary>
    public async Task<RunbookResult> FinishAsync(IReadOnlyList<Step> rest)
    {
        foreach (var step in rest)
        {
            var (failure, _) = await DoAsync(step, CancellationToken.None);
            if (failure is not null)
            {
                return End(RunOutcome.Incomplete, step.Name, failure);
            }
        }

        return End(RunOutcome.Succeeded, null, null);
    }

    /// <summary>Undoes, newest first, what a run (this one, or a killed one) may have done. Stops at the first undo that fails: the ones
    /// before it may only follow it (the old server must not open while the new one cannot be closed).</summary>
    public async Task<(string? Failure, bool Undid)> UndoAsync(IReadOnlyList<Step> begun)
    {
        var undid = false;
        foreach (var step in begun.Reverse().Where(step => step.UndoIntent is not null))
        {
            undid = true;
            run.BeginStep(step.Name);
            report.UndoStarted(step);
            Note(JournalKind.UndoIntent, step.Name, step.UndoIntent!, run.Memory);
            await context.Boundary.ReachedAsync(step.Name, StepPoint.UndoIntended);
            var finding = await UntilUndoneAsync(step);
            await context.Boundary.ReachedAsync(step.Name, StepPoint.Undone);
            if (!finding.Holds)
            {
                Note(JournalKind.UndoFailed, step.Name, finding.Sentence, run.Memory, run.StepFacts);
                report.UndoFailed(step, finding.Sentence, run.StepFacts);
                return ($"{step.Name} failed: {finding.Sentence}", undid);
            }

            Note(JournalKind.UndoDone, step.Name, finding.Detail, run.Memory, run.StepFacts);
            report.UndoDone(step, finding.Detail, run.StepFacts);
        }

        return (null, undid);
    }

    public RunbookResult End(RunOutcome outcome, string? failedStep, string? reason)
    {
        Note(JournalKind.RunEnded, failedStep, outcome.ToString(), run.Memory, reason is null ? run.Facts : new Dictionary<string, object?>(run.Facts) { ["reason"] = reason });
        return report.End(outcome, failedStep, reason, run.Facts);
    }

    private async Task<GuardResult?> LookAsync(bool guardsMayFail, CancellationToken cancellation)
    {
        foreach (var guard in runbook.Guards)
        {
            run.BeginStep(guard.Name);
            var finding = await Bounded.RunAsync(token => guard.CheckAsync(run, token), run.Limits.Guard, context.Time, cancellation);
            if (cancellation.IsCancellationRequested)
            {
                return null;
            }

            report.Guard(guardsMayFail && !finding.Holds
                ? new GuardResult(guard.Name, GuardVerdict.CannotBeSeen, $"not yet: {finding.Detail}", "checked again when its turn comes")
                : new GuardResult(guard.Name, finding.Verdict, finding.Detail, finding.WayOut));
        }

        journal.Append(JournalKind.GuardsChecked, null, $"{report.Guards.Count} preconditions", durable: false, run.Memory,
            report.Guards.ToDictionary(guard => guard.Name, object? (guard) => $"{guard.Verdict}: {guard.Detail}"));
        return report.Guards.FirstOrDefault(guard => guard.Verdict == GuardVerdict.Fails);
    }

    /// <summary>Precondition → intent on disk → action → proof.</summary>
    /// <returns>The reason of the failure, or null; and whether the step may have acted.</returns>
    private async Task<(string? Failure, bool Intended)> DoAsync(Step step, CancellationToken cancellation)
    {
        run.BeginStep(step.Name);
        report.StepStarted(step);
        var stage = StepStage.Precondition;
        var detail = "";
        var finding = await Bounded.RunAsync(
            async token =>
            {
                var required = await step.RequireAsync(run, token);
                if (!required.Holds)
                {
                    return required;
                }

                token.ThrowIfCancellationRequested();
                stage = StepStage.Action;
                journal.Append(JournalKind.StepIntent, step.Name, step.Intent, durable: true, run.Memory);
                if (step.IsPointOfNoReturn)
                {
                    report.PointOfNoReturn(step);
                }

                await context.Boundary.ReachedAsync(step.Name, StepPoint.Intended);
                var acted = await step.ActAsync(run, token);
                await context.Boundary.ReachedAsync(step.Name, StepPoint.Acted);
                if (!acted.Holds)
                {
                    return acted;
                }

                stage = StepStage.Proof;
                var proved = await step.ProveAsync(run, token);
                detail = proved.Detail.Length > 0 ? proved.Detail : acted.Detail;
                return proved;
            },
            step.Deadline(run.Limits),
            context.Time,
            cancellation);

        if (finding.Holds)
        {
            // On disk with the next intent; until then recover takes the step for begun, which is as good.
            Note(JournalKind.StepDone, step.Name, detail, run.Memory, run.StepFacts, durable: false);
            report.StepDone(step, detail, run.StepFacts);
            await context.Boundary.ReachedAsync(step.Name, StepPoint.Done);
            return (null, true);
        }

        var reason = cancellation.IsCancellationRequested ? "cancelled" : finding.Sentence;
        Note(JournalKind.StepFailed, step.Name, $"{stage}: {reason}", run.Memory, run.StepFacts);
        report.StepFailed(step, stage, reason, run.StepFacts);
        return ($"{step.Name} failed ({stage.ToString().ToLowerInvariant()}): {reason}", stage != StepStage.Precondition);
    }

    /// <summary>Tries an undo until it succeeds, cannot, or its time is over.</summary>
    private async Task<Finding> UntilUndoneAsync(Step step)
    {
        var limit = step.UndoDeadline(run.Limits);
        var began = context.Time.GetTimestamp();
        var told = "";
        while (true)
        {
            var finding = await Bounded.RunAsync(token => step.UndoAsync(run, token), limit, context.Time, CancellationToken.None);
            if (finding.Holds || finding.IsFinal || context.Time.GetElapsedTime(began) >= limit)
            {
                return finding;
            }

            if (told != finding.Detail)
            {
                told = finding.Detail;
                run.Progress($"not yet undone: {told}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(250), context.Time);
        }
    }

    /// <summary>A journal that cannot be written stops a run from doing anything more; it must not stop it from undoing.</summary>
    private void Note(JournalKind kind, string? step, string detail, IReadOnlyDictionary<string, string>? memory = null, IReadOnlyDictionary<string, object?>? facts = null, bool durable = true)
    {
        try
        {
            journal.Append(kind, step, detail, durable, memory, facts);
        }
        catch (Exception lost) when (lost is IOException or UnauthorizedAccessException)
        {
            run.Progress($"the journal cannot be written: {lost.Message}");
        }
    }

    private static string Sentence(GuardResult guard) => guard.WayOut is null ? guard.Detail : $"{guard.Detail} — {guard.WayOut}";
}
