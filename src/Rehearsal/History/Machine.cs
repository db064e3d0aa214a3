using System.Runtime.InteropServices;

namespace Rehearsal.History;

/// <summary>The machine a rehearsal ran on, so that its numbers can be put beside another's.</summary>
public sealed record Machine(int Cores, long MemoryMiB, string System, string Runtime)
{
    public static Machine Current() => new(
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);
}
