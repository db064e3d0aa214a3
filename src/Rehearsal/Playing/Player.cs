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

        var loads = act.Loads.Select(load => LoadProcess.Start(
            load, act.Name, folder, identity, lab, signIns.FileOf(load.Scenario), live => progress.LoadReported(act.Name, live))).ToArray();
        try
        {
            await AllRunningAsync(act, loads, cancellation);
            await BaselineAsync(act, loads, cancellation);
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

    private async Task AllRunningAsync(Act act, LoadProcess[] loads, CancellationToken cancellation)
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
    private async Task BaselineAsync(Act act, LoadProcess[] loads, CancellationToken cancellation)
    {
        if (loads.Length == 0)
        {
            return;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var baseline = Task.Delay(act.Baseline, time, waiting.Token);
        var first = await Task.WhenAny([baseline, .. loads.Select(load => load.Ended)]);
        if (first == baseline)
        {
            await baseline;
            return;
        }

        await waiting.CancelAsync();
        var over = loads.First(load => load.Ended.IsCompleted);
        var (exitCode, words) = await over.WaitForExitAsync(cancellation);
        throw new InvalidOperationException($"{over.Load.Scenario} ended during the baseline (exit code {exitCode}): {words}");
    }

    private async Task AllEndedAsync(Act act, LoadProcess[] loads, CancellationToken cancellation)
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

    // The load that writes most resolves the window best; a virtual user who writes every two seconds would call a blink two seconds.
    private string Outcome(Act act) => progress.Read(state =>
    {
        var known = state.Acts.First(candidate => candidate.Act.Name == act.Name);
        var loads = known.Loads.Values;
        return loads.Count == 0
            ? known.Steps.Count == 0 ? "" : $"{known.Steps.Count} steps"
            : $"{Format.Count(loads.Sum(load => load.Requests))} requests, {Format.Count(loads.Sum(load => load.Failed))} failed, "
                + $"write-unavailable {Format.Milliseconds(loads.OrderByDescending(load => load.Writes).First().WriteUnavailableMs)}";
    });
}
