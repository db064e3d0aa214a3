using Rehearsal.CommandLine;
using Rehearsal.Plans;

namespace Rehearsal.Faults;

/// <summary>A process of the lab that dies, or hangs, when a step begins.</summary>
/// <param name="Phase">Must be played for the fault to happen.</param>
/// <param name="Part">Whose process.</param>
/// <param name="Hangs">It is stopped and stays, instead of being killed.</param>
internal sealed record PlannedFault(Phase Phase, string Act, string Runbook, string Step, LabPart Part, bool Hangs = false)
{
    /// <summary>Null for the faults that are not about a process of the services or edges.</summary>
    public static PlannedFault? Of(Fault fault) => fault switch
    {
        Fault.KillOldInstance => new(Phase.Deploy, "deploy-1", RunbookName.DeployServices, "WaitUntilApiGreenIsReady", LabPart.OldApi),
        Fault.HangNewInstance => new(Phase.Deploy, "deploy-1", RunbookName.DeployServices, "WaitUntilApiGreenIsReady", LabPart.NewApi, Hangs: true),
        // The edge refuses a reload that names a dead upstream, so the upstream dies when the reload is through: what a forced one would look like.
        Fault.DeadUpstream => new(Phase.Nginx, "nginx-1", RunbookName.SwitchNginx, "ConfirmClientsOnVpc", LabPart.VpcApi),
        Fault.DeadEdge => new(Phase.Dns, "dns-1", RunbookName.SwitchDns, "WatchPropagation", LabPart.NewEdge),
        _ => null,
    };
}
