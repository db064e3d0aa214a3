using System.Diagnostics;
using System.Globalization;
using MySqlConnector;
using Rehearsal.History;
using Rehearsal.Plans;
using Rehearsal.Playing;

namespace Rehearsal.Faults;

/// <summary>Lets the chosen fault happen at its moment, once, and puts it on the timeline.</summary>
internal sealed class FaultInjector(Fault fault, LabEnvironment lab, HistoryRecorder recorder)
{
    /// <summary>The step of the cutover in which the source is already read only and the target not yet promoted.</summary>
    public const string KillAtStep = "CatchUp";

    private const int TamperedMeeting = 1;
    private Process? victim;

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
                break;
        }
    }

    /// <summary>Called when a step starts; returns at once.</summary>
    public void StepStarted(string act, string runbook, string step)
    {
        if (victim is { } process && runbook == RunbookName.CutOver && step == KillAtStep)
        {
            victim = null;
            process.Kill();
            Record(act, $"killed the target's process {process.Id}");
            process.Dispose();
        }
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
        RehearsalTrace.Fault(fault.ToString(), what);
        recorder.Record(new TimelineEvent(recorder.Now, TimelineKind.Fault, act, null, fault.ToString(), TimelineState.Noted, what));
    }
}
