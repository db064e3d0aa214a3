using System.Globalization;
using Migration;
using Migration.Running;
using Rehearsal.Display;
using Rehearsal.Faults;
using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Playing;

/// <summary>Runs runbooks by name, as an operator would from the command line, and puts what they report on the timeline and the screen.</summary>
internal sealed class RunbookDesk(MigrationContext migration, HistoryRecorder recorder, RehearsalProgress progress, FaultInjector faults, TimeProvider time)
{
    private static readonly TimeSpan StableFor = TimeSpan.FromSeconds(1);

    /// <summary>Plays one runbook to its end or to the end of its undo; returns why it did not succeed, or null.</summary>
    public async Task<string?> PlayAsync(string act, string name, CancellationToken cancellation)
    {
        await faults.BeforeRunbookAsync(act, name, cancellation);
        var started = time.GetTimestamp();
        recorder.Record(new TimelineEvent(recorder.Now, TimelineKind.Runbook, act, null, name, TimelineState.Started));
        var result = await RunbookRunner.RunAsync(Build(name), migration, new RunOptions(), new Observer(act, name, recorder, progress, faults), cancellation);
        await faults.AfterRunbookAsync();
        recorder.Record(new TimelineEvent(
            recorder.Now, TimelineKind.Runbook, act, null, name, StateOf(result.Outcome), result.Reason, Text(result.Facts)));
        if (name is RunbookName.Checksum or RunbookName.VerifyData && result.Outcome is not (RunOutcome.Refused or RunOutcome.Cancelled))
        {
            recorder.Record(new ChecksumRecord(
                recorder.Now,
                act,
                name,
                result.IsSuccess,
                (int)Number(result, FactNames.TablesCompared),
                Number(result, FactNames.RowsCompared),
                time.GetElapsedTime(started).TotalMilliseconds,
                result.IsSuccess ? [] : [.. (result.Reason ?? "not equal").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]));
        }

        return result.IsSuccess ? null : $"{result.Outcome}: {result.FailedStep}: {result.Reason}";
    }

    private static Runbook Build(string name) => name switch
    {
        RunbookName.CheckSource => Runbooks.CheckSource(),
        RunbookName.DumpAndLoad => Runbooks.DumpAndLoad(),
        RunbookName.SetUpReplication => Runbooks.SetUpReplication(),
        RunbookName.WatchReplication => Runbooks.WatchReplication(StableFor),
        RunbookName.VerifyData => Runbooks.VerifyData(),
        RunbookName.CutOver => Runbooks.CutOver(),
        RunbookName.SetUpReverseReplication => Runbooks.SetUpReverseReplication(),
        RunbookName.Checksum => Runbooks.Checksum(),
        RunbookName.RollBack => Runbooks.RollBack(),
        RunbookName.DeployServices => TrafficRunbooks.DeployServices(),
        RunbookName.RollBackServices => TrafficRunbooks.RollBackServices(),
        RunbookName.SwitchNginx => TrafficRunbooks.SwitchNginx(),
        RunbookName.RollBackNginx => TrafficRunbooks.RollBackNginx(),
        RunbookName.SwitchDns => TrafficRunbooks.SwitchDns(),
        RunbookName.RollBackDns => TrafficRunbooks.RollBackDns(),
        RunbookName.RollBackAll => TrafficRunbooks.RollBackAll(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such runbook"),
    };

    private static TimelineState StateOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Succeeded or RunOutcome.Planned => TimelineState.Succeeded,
        RunOutcome.Refused => TimelineState.Refused,
        RunOutcome.Undone => TimelineState.Undone,
        RunOutcome.Cancelled => TimelineState.Cancelled,
        RunOutcome.UndoFailed => TimelineState.UndoFailed,
        _ => TimelineState.Failed,
    };

    private static long Number(RunbookResult result, string fact) =>
        result.Facts.TryGetValue(fact, out var value) && value is not null ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;

    private static Dictionary<string, string> Text(IReadOnlyDictionary<string, object?> facts) =>
        facts.Where(fact => fact.Value is not null)
            .ToDictionary(
                fact => fact.Key,
                fact => fact.Value is IEnumerable<string> several ? string.Join(", ", several) : Convert.ToString(fact.Value, CultureInfo.InvariantCulture) ?? "",
                StringComparer.Ordinal);

    /// <summary>Called from inside the write-unavailable window: it only queues and changes memory.</summary>
    private sealed class Observer(string act, string runbook, HistoryRecorder recorder, RehearsalProgress progress, FaultInjector faults) : IRunbookObserver
    {
        public void OnEvent(RunbookEvent happened)
        {
            if (happened.Step is not { } step)
            {
                PartChanged(happened);
                return;
            }

            if (Translate(happened.Kind) is { } state)
            {
                recorder.Record(new TimelineEvent(
                    HistoryRecorder.UnixMicroseconds(happened.At), TimelineKind.Step, act, happened.Runbook, step, state, happened.Detail, Text(happened.Facts)));
            }

            switch (happened.Kind)
            {
                case RunbookEventKind.StepStarted:
                    faults.StepStarted(act, happened.Runbook, step);
                    progress.StepStarted(act, happened.Runbook, step);
                    break;
                case RunbookEventKind.StepDone:
                    progress.StepEnded(act, happened.Runbook, step, succeeded: true, happened.Detail);
                    break;
                case RunbookEventKind.StepFailed or RunbookEventKind.UndoFailed:
                    progress.StepEnded(act, happened.Runbook, step, succeeded: false, happened.Detail);
                    break;
                case RunbookEventKind.UndoDone:
                    progress.StepEnded(act, happened.Runbook, $"undo {step}", succeeded: true, happened.Detail);
                    break;
                default:
                    break;
            }
        }

        // The runbook itself is told by the desk; of a composition, each part tells of itself.
        private void PartChanged(RunbookEvent happened)
        {
            if (happened.Runbook == runbook)
            {
                return;
            }

            TimelineState? state = happened.Kind switch
            {
                RunbookEventKind.RunStarted => TimelineState.Started,
                RunbookEventKind.RunEnded => StateOf(Enum.Parse<RunOutcome>(happened.Detail)),
                _ => null,
            };
            if (state is { } known)
            {
                recorder.Record(new TimelineEvent(
                    HistoryRecorder.UnixMicroseconds(happened.At), TimelineKind.Runbook, act, null, happened.Runbook, known, null, Text(happened.Facts)));
            }
        }

        private static TimelineState? Translate(RunbookEventKind kind) => kind switch
        {
            RunbookEventKind.StepStarted => TimelineState.Started,
            RunbookEventKind.StepDone => TimelineState.Succeeded,
            RunbookEventKind.StepFailed => TimelineState.Failed,
            RunbookEventKind.UndoDone => TimelineState.Undone,
            RunbookEventKind.UndoFailed => TimelineState.UndoFailed,
            RunbookEventKind.GuardChecked or RunbookEventKind.StepProgress or RunbookEventKind.PointOfNoReturn or RunbookEventKind.UndoStarted or RunbookEventKind.PartSkipped => TimelineState.Noted,
            _ => null,
        };
    }
}
