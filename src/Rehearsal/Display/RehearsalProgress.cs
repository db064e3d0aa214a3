using Rehearsal.Plans;

namespace Rehearsal.Display;

/// <summary>
/// The state behind the screen. The player and the load processes tell it what happened, from several threads;
/// a view reads it under the same lock.
/// </summary>
internal sealed class RehearsalProgress(string runId, string subtitle, RehearsalPlan plan, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly long startedAt = time.GetTimestamp();

    /// <summary>Told of every change worth a line where there is no screen to repaint.</summary>
    public event Action<string>? Line;

    public string RunId { get; } = runId;

    public string Subtitle { get; } = subtitle;

    public IReadOnlyList<ActProgress> Acts { get; } = [.. plan.Acts.Select(act => new ActProgress(act))];

    public TimeSpan Elapsed => time.GetElapsedTime(startedAt);

    public T Read<T>(Func<RehearsalProgress, T> reader)
    {
        lock (gate)
        {
            return reader(this);
        }
    }

    /// <summary>The plan's expectation of what is left: the running act's rest and the acts that wait.</summary>
    public TimeSpan Remaining => Acts.Aggregate(TimeSpan.Zero, (sum, act) => sum + act.State switch
    {
        ProgressState.Waiting => act.Act.Expected,
        ProgressState.Running => Max(TimeSpan.Zero, act.Act.Expected - time.GetElapsedTime(act.StartedAt)),
        _ => TimeSpan.Zero,
    });

    public TimeSpan ElapsedOf(ActProgress act) => act.State switch
    {
        ProgressState.Waiting => TimeSpan.Zero,
        ProgressState.Running => time.GetElapsedTime(act.StartedAt),
        _ => time.GetElapsedTime(act.StartedAt, act.EndedAt),
    };

    public TimeSpan ElapsedOf(StepProgress step) => step.State == ProgressState.Running
        ? time.GetElapsedTime(step.StartedAt)
        : time.GetElapsedTime(step.StartedAt, step.EndedAt);

    public void ActStarted(string name) => Change(name, act =>
    {
        act.State = ProgressState.Running;
        act.StartedAt = time.GetTimestamp();
        return $"▶ {act.Act.Name}: {act.Act.Title}";
    });

    public void ActEnded(string name, bool succeeded, string outcome) => Change(name, act =>
    {
        act.State = succeeded ? ProgressState.Succeeded : ProgressState.Failed;
        act.EndedAt = time.GetTimestamp();
        act.Outcome = outcome;
        return $"{(succeeded ? '✓' : '✗')} {act.Act.Name}: {Format.Seconds(ElapsedOf(act))} {outcome}";
    });

    public void StepStarted(string actName, string runbook, string step) => Change(actName, act =>
    {
        act.Steps.Add(new StepProgress(runbook, step, ProgressState.Running, time.GetTimestamp(), 0, ""));
        return null;
    });

    public void StepEnded(string actName, string runbook, string step, bool succeeded, string detail) => Change(actName, act =>
    {
        var index = act.Steps.FindLastIndex(known => known.Runbook == runbook && known.Name == step);
        var started = index >= 0 ? act.Steps[index] : new StepProgress(runbook, step, ProgressState.Running, time.GetTimestamp(), 0, "");
        var ended = started with { State = succeeded ? ProgressState.Succeeded : ProgressState.Failed, EndedAt = time.GetTimestamp(), Detail = detail };
        if (index >= 0)
        {
            act.Steps[index] = ended;
        }
        else
        {
            act.Steps.Add(ended);
        }

        return $"  {(succeeded ? '✓' : '✗')} {runbook} · {step} {Format.Milliseconds(ElapsedOf(ended))} {detail}".TrimEnd();
    });

    public void LoadReported(string actName, LoadProgress load) => Change(actName, act =>
    {
        var changed = !act.Loads.TryGetValue(load.Scenario, out var before) || before.State != load.State;
        act.Loads[load.Scenario] = load;
        return changed ? $"  · {load.Scenario} {load.State}: {load.Requests} requests, {load.Failed} failed" : null;
    });

    private void Change(string actName, Func<ActProgress, string?> change)
    {
        string? line;
        lock (gate)
        {
            line = change(Acts.First(act => act.Act.Name == actName));
        }

        if (line is not null)
        {
            Line?.Invoke(line);
        }
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
