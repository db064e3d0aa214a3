using Rehearsal.Plans;

namespace Rehearsal.Display;

/// <summary>What the screen knows of one act; changed only by <see cref="RehearsalProgress"/>.</summary>
internal sealed class ActProgress(Act act)
{
    public Act Act { get; } = act;

    public ProgressState State { get; set; } = ProgressState.Waiting;

    public long StartedAt { get; set; }

    public long EndedAt { get; set; }

    public List<StepProgress> Steps { get; } = [];

    public Dictionary<string, LoadProgress> Loads { get; } = [];

    /// <summary>One line that says what came of the act.</summary>
    public string Outcome { get; set; } = "";
}
