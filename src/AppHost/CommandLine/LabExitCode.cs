using Rehearsal.CommandLine;

namespace AppHost.CommandLine;

/// <summary>How the host ends: as the rehearsal does (<see cref="ExitCode"/>), or with one more of its own.</summary>
internal static class LabExitCode
{
    /// <summary>No MySQL, a resource that did not get ready, a taken port: the lab could not be stood up.</summary>
    public const int NotStoodUp = 4;
}
