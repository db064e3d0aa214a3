using System.Diagnostics;
using System.Globalization;
using MySqlConnector;
using MySqlRuntime;
using Rehearsal.History;
using Rehearsal.Plans;
using Rehearsal.Playing;

namespace Rehearsal.Faults;

/// <summary>Lets the chosen fault happen at its moment, once, and puts it on the timeline.</summary>
internal sealed class FaultInjector(Fault fault, LabEnvironment lab, HistoryRecorder recorder, TimeProvider time)
{
    /// <summary>The step of the cutover in which the source is already read only and the target not yet promoted.</summary>
    public const string KillAtStep = "CatchUp";

    private const int TamperedMeeting = 1;

    private readonly PlannedFault? planned = PlannedFault.Of(fault);
    private Process? victim;
    private Task hanging = Task.CompletedTask;

    /// <summary>Called before each runbook: what takes time is done here, not inside the write-unavailable window.</summary>
    public async Task BeforeRunbookAsync(string act, string runbook, CancellationToken cancellation)
    {
        switch (fault)
        {
            case Fault.KillTarget when act == "cutover-1" && runbook == RunbookName.CutOver:
                victim = await FindTargetAsync(cancellation);
                break;
            case Fault.TamperRow when runbook == RunbookName.VerifyData:
                await TamperAsync(cancellation);
                Record(act, $"changed the title of meeting {TamperedMeeting} on the target");
                break;
            default:
                if (planned is { Hangs: false } kill && act == kill.Act && runbook == kill.Runbook)
                {
                    victim = PartProcess.Find(lab.Traffic.Options, kill.Part) ?? throw PartProcess.NotFound(lab.Traffic.Options, fault, kill.Part);
                }

                break;
        }
    }

    /// <summary>Called when a step starts; returns at once.</summary>
    public void StepStarted(string act, string runbook, string step)
    {
        if (victim is { } process && runbook == (planned?.Runbook ?? RunbookName.CutOver) && step == (planned?.Step ?? KillAtStep))
        {
            victim = null;
            process.Kill();
            Record(act, $"killed {(planned is null ? "the target's" : $"{PartProcess.NameOf(lab.Traffic.Options, planned.Part)}'s")} process {process.Id}");
            process.Dispose();
        }
        else if (planned is { Hangs: true } hang && act == hang.Act && runbook == hang.Runbook && step == hang.Step)
        {
            // It was told to start and may not live yet.
            hanging = Task.Run(() => HangAsync(act, hang.Part));
        }
    }

    /// <summary>After the runbook: what was begun in a step has ended.</summary>
    public Task AfterRunbookAsync() => hanging;

    private async Task HangAsync(string act, LabPart part)
    {
        var name = PartProcess.NameOf(lab.Traffic.Options, part);
        using var process = await PartProcess.AwaitAsync(lab.Traffic.Options, part, time);
        if (process is null)
        {
            Record(act, $"{name} never had a process that could be made to hang");
            return;
        }

        _ = PosixSignal.Send(process.Id, PosixSignal.Stop);
        Record(act, $"made {name}'s process {process.Id} hang");
    }

    // The server names its pid file; that works for a server on this machine, which is the only one the lab may kill.
    private async Task<Process> FindTargetAsync(CancellationToken cancellation)
    {
        await using var connection = new MySqlConnection(lab.Target);
        await connection.OpenAsync(cancellation);
        await using var command = new MySqlCommand("SELECT @@GLOBAL.pid_file", connection);
        var file = Convert.ToString(await command.ExecuteScalarAsync(cancellation), CultureInfo.InvariantCulture)!;
        return File.Exists(file)
            ? Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(file, cancellation), CultureInfo.InvariantCulture))
            : throw new NotSupportedException("--fault kill-target needs the target as a process of this machine; its pid file cannot be seen from here");
    }

    private async Task TamperAsync(CancellationToken cancellation)
    {
        await using var connection = new MySqlConnection(lab.Target);
        await connection.OpenAsync(cancellation);
        await using var command = new MySqlCommand($"UPDATE {LabEnvironment.Database}.meetings SET title = 'tampered' WHERE id = {TamperedMeeting}", connection);
        if (await command.ExecuteNonQueryAsync(cancellation) != 1)
        {
            throw new InvalidOperationException($"the target has no meeting {TamperedMeeting} to tamper with");
        }
    }

    private void Record(string act, string what)
    {
        RehearsalTrace.Fault(FaultNames.Of(fault), what);
        recorder.Record(new TimelineEvent(recorder.Now, TimelineKind.Fault, act, null, FaultNames.Of(fault), TimelineState.Noted, what));
    }
}
