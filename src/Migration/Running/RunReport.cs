namespace Migration.Running;

/// <summary>Collects what happens in a run, tells the observer, and makes the result.</summary>
internal sealed class RunReport
{
    private readonly Runbook _runbook;
    private readonly TimeProvider _time;
    private readonly string _runId;
    private readonly IRunbookObserver? _observer;
    private readonly DateTimeOffset _startedAt;
    private readonly long _startedTicks;
    private readonly List<GuardResult> _guards = [];
    private readonly Dictionary<string, StepResult> _steps;
    private readonly RunTrace _trace;
    private string? _currentStep;

    /// <param name="within">The composition's trace when the run is part of one.</param>
    public RunReport(Runbook runbook, TimeProvider time, string runId, IRunbookObserver? observer, RunTrace? within = null)
    {
        _trace = RunTrace.Start(runbook.Name, runId, within);
        _runbook = runbook;
        _time = time;
        _runId = runId;
        _observer = observer;
        _startedAt = time.GetUtcNow();
        _startedTicks = time.GetTimestamp();
        _steps = runbook.Steps.ToDictionary(
            step => step.Name,
            step => new StepResult(step.Name, null, null, StepOutcome.NotReached, null, null, NoFacts.Instance),
            StringComparer.Ordinal);
    }

    public IReadOnlyList<GuardResult> Guards => _guards;

    public RunTrace Trace => _trace;

    /// <summary>A run that was refused before it began.</summary>
    public static RunbookResult RefusedAtOnce(Runbook runbook, TimeProvider time, string runId, string what, string why)
    {
        var report = new RunReport(runbook, time, runId, observer: null);
        report._guards.Add(new GuardResult(what, GuardVerdict.Fails, why, null));
        return report.End(RunOutcome.Refused, what, why, new Dictionary<string, object?>());
    }

    public void Started(string detail) => Tell(null, RunbookEventKind.RunStarted, detail);

    public void Guard(GuardResult guard)
    {
        _guards.Add(guard);
        _trace.Guard(guard);
        Tell(guard.Name, RunbookEventKind.GuardChecked, guard.Detail, new Dictionary<string, object?> { ["verdict"] = guard.Verdict.ToString(), ["way_out"] = guard.WayOut });
    }

    public void Planned(Step step)
    {
        Change(step.Name, result => result with { Outcome = StepOutcome.Planned });
        Tell(step.Name, RunbookEventKind.StepPlanned, step.Intent, new Dictionary<string, object?> { ["undo"] = step.UndoIntent });
    }

    public void Skipped(string part, string why)
    {
        _trace.Note($"{part} skipped", why);
        Tell(part, RunbookEventKind.PartSkipped, why);
    }

    public void StepStarted(Step step)
    {
        _currentStep = step.Name;
        Change(step.Name, result => result with { StartedAt = _time.GetUtcNow() });
        _trace.Begin(step.Name);
        Tell(step.Name, RunbookEventKind.StepStarted, step.Intent);
    }

    public void StepDone(Step step, string detail, IReadOnlyDictionary<string, object?> facts)
    {
        Change(step.Name, result => result with { EndedAt = _time.GetUtcNow(), Outcome = StepOutcome.Done, Facts = facts });
        _trace.End(detail, failed: false, facts);
        Tell(step.Name, RunbookEventKind.StepDone, detail, facts);
    }

    public void StepFailed(Step step, StepStage stage, string reason, IReadOnlyDictionary<string, object?> facts)
    {
        Change(step.Name, result => result with { EndedAt = _time.GetUtcNow(), Outcome = StepOutcome.Failed, Stage = stage, Reason = reason, Facts = facts });
        _trace.End(reason, failed: true, facts);
        Tell(step.Name, RunbookEventKind.StepFailed, reason, facts);
    }

    public void PointOfNoReturn(Step step)
    {
        const string What = "from here on the way back carries the new server's writes with it";
        _trace.Note("point of no return", What);
        Tell(step.Name, RunbookEventKind.PointOfNoReturn, What);
    }

    public void UndoStarted(Step step)
    {
        _currentStep = step.Name;
        _trace.Begin("undo " + step.Name);
        Tell(step.Name, RunbookEventKind.UndoStarted, step.UndoIntent ?? "");
    }

    public void UndoDone(Step step, string detail, IReadOnlyDictionary<string, object?> facts)
    {
        Change(step.Name, result => result with { Outcome = StepOutcome.Undone });
        _trace.End(detail, failed: false, facts);
        Tell(step.Name, RunbookEventKind.UndoDone, detail, facts);
    }

    public void UndoFailed(Step step, string reason, IReadOnlyDictionary<string, object?> facts)
    {
        Change(step.Name, result => result with { Outcome = StepOutcome.UndoFailed, Stage = StepStage.Undo, Reason = reason });
        _trace.End(reason, failed: true, facts);
        Tell(step.Name, RunbookEventKind.UndoFailed, reason, facts);
    }

    public void Progress(string detail, IReadOnlyDictionary<string, object?> facts)
    {
        _trace.Note("progress", detail, facts);
        Tell(_currentStep, RunbookEventKind.StepProgress, detail, facts);
    }

    public RunbookResult End(RunOutcome outcome, string? failedStep, string? reason, Dictionary<string, object?> facts)
    {
        facts[FactNames.ElapsedMs] = Math.Round(_time.GetElapsedTime(_startedTicks).TotalMilliseconds, 3);
        _trace.EndRun(outcome, reason, facts);
        Tell(null, RunbookEventKind.RunEnded, outcome.ToString(), facts);
        return new RunbookResult(_runId, _runbook.Name, outcome, failedStep, reason, _startedAt, _time.GetUtcNow(), _guards, [.. _runbook.Steps.Select(step => _steps[step.Name])], facts);
    }

    private void Change(string step, Func<StepResult, StepResult> change) => _steps[step] = change(_steps[step]);

    private void Tell(string? step, RunbookEventKind kind, string detail, IReadOnlyDictionary<string, object?>? facts = null)
    {
        try
        {
            _observer?.OnEvent(new RunbookEvent(_time.GetUtcNow(), _runId, _runbook.Name, step, kind, detail, facts ?? NoFacts.Instance));
        }
        catch (Exception)
        {
            // A spectator's fault must not fail a switch that is going well.
        }
    }
}
