using System.Globalization;

namespace Migration.Running;

/// <summary>
/// A runbook made of runbooks, played one after the other. A part that is already at its start state is skipped with that reason. Each part has its own
/// journal and undoes itself when it fails; the parts before it stand, and the result says so.
/// </summary>
internal sealed class Composition(Runbook whole, MigrationContext context, string runId, IRunbookObserver? observer)
{
    private readonly List<GuardResult> _guards = [];
    private readonly List<StepResult> _steps = [];
    private readonly List<string> _stands = [];
    private readonly List<string> _leftToDo = [];
    private readonly Dictionary<string, object?> _facts = new(StringComparer.Ordinal);

    public async Task<RunbookResult> PlayAsync(bool dryRun, CancellationToken cancellation)
    {
        // Tells of the whole; the parts tell of themselves to the same observer.
        var report = new RunReport(whole, context.Time, runId, observer);
        report.Started(whole.Purpose);
        var changed = false;
        for (var index = 0; index < whole.Parts.Count; index++)
        {
            var part = whole.Parts[index];
            if (cancellation.IsCancellationRequested)
            {
                return End(report, changed ? RunOutcome.Incomplete : RunOutcome.Cancelled, part.Name, $"cancelled before {part.Name}", index);
            }

            if (await SkippedAsync(part, report, cancellation) is { } reason)
            {
                _steps.Add(new StepResult(part.Name, null, null, StepOutcome.Skipped, null, reason, NoFacts.Instance));
                _stands.Add($"{part.Name} skipped: {reason}");
                continue;
            }

            var partRun = string.Create(CultureInfo.InvariantCulture, $"{runId}-{index + 1}");
            var partReport = new RunReport(part, context.Time, partRun, observer, report.Trace);
            var result = await RunbookRunner.PlayAsync(part, context, partRun, dryRun, partReport, cancellation, guardsMayFail: dryRun && changed);
            Add(part, result);
            if (result.Outcome is not (RunOutcome.Succeeded or RunOutcome.Planned or RunOutcome.Incomplete))
            {
                var outcome = changed && result.Outcome != RunOutcome.UndoFailed ? RunOutcome.Incomplete : result.Outcome;
                return End(report, outcome, $"{part.Name}: {result.FailedStep}", $"{part.Name} ended {result.Outcome}: {result.Reason}", index);
            }

            changed = true;
            _stands.Add(result.Outcome == RunOutcome.Planned ? $"{part.Name} planned" : $"{part.Name} done");
        }

        return _leftToDo.Count > 0
            ? End(report, RunOutcome.Incomplete, null, string.Join("; ", _leftToDo), whole.Parts.Count - 1)
            : End(report, dryRun ? RunOutcome.Planned : RunOutcome.Succeeded, null, null, whole.Parts.Count - 1);
    }

    /// <summary>Why the part is skipped, or null.</summary>
    private async Task<string?> SkippedAsync(Runbook part, RunReport report, CancellationToken cancellation)
    {
        await using var run = new RunContext(context, runId, report.Progress);
        var seen = new List<string>();
        foreach (var guard in part.Reached)
        {
            run.BeginStep(guard.Name);
            var finding = await Bounded.RunAsync(token => guard.CheckAsync(run, token), context.Limits.Guard, context.Time, cancellation);
            if (finding.Verdict != GuardVerdict.Holds)
            {
                return null;
            }

            if (finding.Detail.Length > 0)
            {
                seen.Add(finding.Detail);
            }
        }

        if (part.Reached.Count == 0)
        {
            return null;
        }

        var reason = $"it is already at its start state ({string.Join("; ", seen)})";
        report.Skipped(part.Name, reason);
        return reason;
    }

    private void Add(Runbook part, RunbookResult result)
    {
        _guards.AddRange(result.Guards.Select(guard => guard with { Name = $"{part.Name}: {guard.Name}" }));
        _steps.AddRange(result.Steps.Select(step => step with { Name = $"{part.Name}: {step.Name}" }));
        foreach (var (name, value) in result.Facts)
        {
            _facts[$"{part.Name}.{name}"] = value;
        }

        if (result.Outcome == RunOutcome.Incomplete)
        {
            _leftToDo.Add($"{part.Name}: {result.Reason}");
        }
    }

    private RunbookResult End(RunReport report, RunOutcome outcome, string? failed, string? reason, int last)
    {
        foreach (var part in whole.Parts.Skip(last + 1))
        {
            _steps.AddRange(part.Steps.Select(step => new StepResult($"{part.Name}: {step.Name}", null, null, StepOutcome.NotReached, null, null, NoFacts.Instance)));
        }

        var notReached = whole.Parts.Skip(last + 1).Select(part => part.Name).ToList();
        string[] sentences = [reason ?? "", .. _stands, .. notReached.Count == 0 ? Array.Empty<string>() : [$"not reached: {string.Join(", ", notReached)}"]];
        var text = reason is null ? null : string.Join("; ", sentences.Where(sentence => sentence.Length > 0));
        return report.End(outcome, failed, text, _facts) with { Guards = _guards, Steps = _steps };
    }
}
