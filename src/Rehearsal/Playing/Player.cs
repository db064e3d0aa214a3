using Rehearsal.Display;
using Rehearsal.History;
using Rehearsal.Plans;

namespace Rehearsal.Playing;

/// <summary>
/// Plays a plan: load and runbooks on one clock, everything recorded, nothing judged. The first runbook that does not succeed
/// ends the playing, because its own undo has put the writer back and the next act would stand on something else than planned.
/// </summary>
internal sealed class Player(
    LabEnvironment lab,
    RunFolder folder,
    RunIdentity identity,
    HistoryRecorder recorder,
    RehearsalProgress progress,
    RunbookDesk runbooks,
    ServerObserver servers,
    TimeProvider time)
{
    private static readonly TimeSpan LoadStartDeadline = TimeSpan.FromSeconds(30);

    // Settling the ledger and writing the files comes after the planned time.
    private static readonly TimeSpan LoadEndSlack = TimeSpan.FromSeconds(60);

    /// <summary>Plays act after act. Returns false when one of them ended the rehearsal early.</summary>
    public async Task<bool> PlayAsync(RehearsalPlan plan, CancellationToken cancellation)
    {
        using var signIns = new SignIns();
        using var rehearsal = RehearsalTrace.Begin(plan, identity);
        foreach (var act in plan.Acts)
        {
            using var span = RehearsalTrace.Begin(act);
            recorder.Act(act.Name, TimelineState.Started);
            progress.ActStarted(act.Name);
            var failure = await PlayGuardedAsync(act, signIns, cancellation);
            span.End(failure);
            recorder.Act(act.Name, failure is null ? TimelineState.Succeeded : TimelineState.Failed, failure);
            if (failure is not null)
            {
                progress.ActEnded(act.Name, succeeded: false, failure);
                return false;
            }

            progress.ActEnded(act.Name, succeeded: true, Outcome(act));
        }

        return true;
    }

    private async Task<string?> PlayGuardedAsync(Act act, SignIns signIns, CancellationToken cancellation)
    {
        try
        {
            return await PlayActAsync(act, signIns, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return "interrupted";
        }
        catch (Exception error)
        {
            // Lost infrastructure ends the playing, never the recording: what was seen until then is judged.
            return $"{error.GetType().Name}: {error.Message}";
        }
    }

    private async Task<string?> PlayActAsync(Act act, SignIns signIns, CancellationToken cancellation)
    {
        recorder.Record(await servers.SnapshotAsync(act.Name, "before", cancellation));
        foreach (var load in act.Loads)
        {
            await TestUsers.SignInAsync(new Uri(lab.Traffic.StandingEdge, "/api"), signIns.FileOf(load.Scenario), cancellation);
        }

        var loads = new List<LoadProcess>();
        try
        {
            await BaselineAsync(act, loads, signIns, cancellation);
            foreach (var runbook in act.Runbooks)
            {
                if (await runbooks.PlayAsync(act.Name, runbook, cancellation) is { } failure)
                {
                    return $"{runbook}: {failure}";
                }
            }

            recorder.Record(OwnProcesses.Measure(act.Name, recorder.Now));
            await AllEndedAsync(act, loads, cancellation);
        }
        finally
        {
            // A load that is still under way is asked to stop: it then writes down what it measured.
            await Task.WhenAll(loads.Select(load => load.DisposeAsync().AsTask()));
            recorder.Record(await servers.SnapshotAsync(act.Name, "after", CancellationToken.None));
        }

        return null;
    }

    /// <summary>Starts the loads, each at its time, and returns when the act's baseline is over.</summary>
    private async Task BaselineAsync(Act act, List<LoadProcess> loads, SignIns signIns, CancellationToken cancellation)
    {
        long? begun = null;
        foreach (var wave in act.Loads.GroupBy(load => load.StartAfter).OrderBy(wave => wave.Key))
        {
            if (begun is { } since)
            {
                await UndisturbedAsync(loads, wave.Key - time.GetElapsedTime(since), cancellation);
            }

            var first = loads.Count;
            loads.AddRange(wave.Select(load => LoadProcess.Start(
                load, act.Name, folder, identity, lab, signIns.FileOf(load.Scenario), live => progress.LoadReported(act.Name, live))));
            await AllRunningAsync(act, loads[first..], cancellation);
            begun ??= time.GetTimestamp();
        }

        if (begun is { } start)
        {
            await UndisturbedAsync(loads, act.Baseline - time.GetElapsedTime(start), cancellation);
        }
    }

    private async Task AllRunningAsync(Act act, List<LoadProcess> loads, CancellationToken cancellation)
    {
        foreach (var load in loads)
        {
            recorder.Record(new TimelineEvent(recorder.Now, TimelineKind.Load, act.Name, null, load.Load.Scenario, TimelineState.Started));
        }

        foreach (var load in loads)
        {
            try
            {
                await load.Running.WaitAsync(LoadStartDeadline, time, cancellation);
            }
            catch (InvalidOperationException error)
            {
                var (exitCode, words) = await load.WaitForExitAsync(cancellation);
                throw new InvalidOperationException($"{error.Message} (exit code {exitCode}): {words}", error);
            }
        }
    }

    /// <exception cref="InvalidOperationException">A load ended before it saw the switch: playing on would prove nothing about its users.</exception>
    private async Task UndisturbedAsync(List<LoadProcess> loads, TimeSpan duration, CancellationToken cancellation)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var over = Task.Delay(duration > TimeSpan.Zero ? duration : TimeSpan.Zero, time, waiting.Token);
        if (await Task.WhenAny([over, .. loads.Select(load => load.Ended)]) == over)
        {
            await over;
            return;
        }

        await waiting.CancelAsync();
        var ended = loads.First(load => load.Ended.IsCompleted);
        var (exitCode, words) = await ended.WaitForExitAsync(cancellation);
        throw new InvalidOperationException($"{ended.Load.Scenario} ended during the baseline (exit code {exitCode}): {words}");
    }

    private async Task AllEndedAsync(Act act, List<LoadProcess> loads, CancellationToken cancellation)
    {
        foreach (var load in loads)
        {
            var (exitCode, words) = await load.WaitForExitAsync(cancellation).WaitAsync(load.Load.Duration + LoadEndSlack, time, cancellation);
            recorder.Record(new TimelineEvent(
                recorder.Now,
                TimelineKind.Load,
                act.Name,
                null,
                load.Load.Scenario,
                exitCode == 0 ? TimelineState.Succeeded : TimelineState.Failed,
                exitCode == 0 ? null : $"exit code {exitCode} {words}".TrimEnd()));
        }
    }

    // The probe resolves the window best, or else the load that writes most; a virtual user who writes every two seconds would call a blink two seconds.
    private string Outcome(Act act) => progress.Read(state =>
    {
        var known = state.Acts.First(candidate => candidate.Act.Name == act.Name);
        var loads = known.Loads.Values;
        return loads.Count == 0
            ? known.Steps.Count == 0 ? "" : $"{known.Steps.Count} steps"
            : $"{Format.Count(loads.Sum(load => load.Requests))} requests, {Format.Count(loads.Sum(load => load.Failed))} failed, "
                + $"write-unavailable {Format.Milliseconds(loads.OrderByDescending(load => load.Scenario == RehearsalPlan.WriteProbe).ThenByDescending(load => load.Writes).First().WriteUnavailableMs)}";
    });
}
