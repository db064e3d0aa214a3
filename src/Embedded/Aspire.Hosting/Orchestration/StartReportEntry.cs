using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>One resource at the moment the start was given up.</summary>
/// <param name="MustEnd">Another resource starts only once this one has ended.</param>
internal sealed record StartReportEntry(
    string Name,
    CustomResourceSnapshot? Snapshot,
    ResourceFailure? Failure,
    IReadOnlyList<string> WaitsFor,
    IReadOnlyList<string> LastLines,
    string LogPath,
    bool MustEnd)
{
    public bool IsReady => Snapshot is { ExitCode: 0, IsTerminal: true } || (!MustEnd && Snapshot is { IsReady: true });

    public bool HasFailed => Snapshot is { IsTerminal: true } && !IsReady;

    public bool IsWaiting => Snapshot?.State?.Text == KnownResourceStates.Waiting;
}
