using System.Diagnostics;
using Migration;
using Rehearsal.Playing;

namespace Rehearsal.Faults;

/// <summary>Finds the process of a part of the lab by the name it was given in its environment; only below the host that started this rehearsal.</summary>
internal static class PartProcess
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static string NameOf(TrafficOptions traffic, LabPart part) => part switch
    {
        LabPart.OldApi => traffic.Instance(Service.Api, Site.Blue).Name,
        LabPart.NewApi => traffic.Instance(Service.Api, Site.Green).Name,
        LabPart.VpcApi => traffic.Instance(Service.Api, Site.Vpc).Name,
        LabPart.NewEdge => traffic.EdgeOf(EdgeRole.New).Name,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "not a part of the lab"),
    };

    /// <summary>Null when there is none that lives here.</summary>
    public static Process? Find(TrafficOptions traffic, LabPart part)
    {
        var variable = part == LabPart.NewEdge ? "PROXY_EDGE_NAME" : "Server__Id";
        return OwnProcesses.StartedWith(variable, NameOf(traffic, part)) is { } pid ? Existing(pid) : null;
    }

    /// <summary>Waits for one that was told to start; null when it does not come to life.</summary>
    public static async Task<Process?> AwaitAsync(TrafficOptions traffic, LabPart part, TimeProvider time)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < Deadline)
        {
            if (Find(traffic, part) is { } process)
            {
                return process;
            }

            await Task.Delay(Every, time);
        }

        return null;
    }

    public static NotSupportedException NotFound(TrafficOptions traffic, Fault fault, LabPart part) => new(
        $"--fault {FaultNames.Of(fault)} needs {NameOf(traffic, part)} as a process of the same lab on this machine (Linux); none was found");

    private static Process? Existing(int pid)
    {
        try
        {
            return Process.GetProcessById(pid);
        }
        catch (ArgumentException)
        {
            // It ended between the look and now.
            return null;
        }
    }
}
