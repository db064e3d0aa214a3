using Rehearsal.CommandLine;

namespace AppHost.CommandLine;

/// <summary>How the host ends: as the rehearsal does (<see cref="ExitCode"/>), or with one more of its own.</summary>
internal static class LabExitCode
{
    /// <summary>No MySQL, a resource that did not get ready, a taken port: the lab could not be stood up.</summary>
    public const int NotStoodUp = 4;

    /// <summary>There is no running lab to look at or to command.</summary>
    public const int NoLab = 5;

    /// <summary>The dashboard could not be fetched.</summary>
    public const int NotInstalled = 6;
}
