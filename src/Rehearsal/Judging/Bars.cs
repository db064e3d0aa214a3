namespace Rehearsal.Judging;

/// <summary>The bars a rehearsal is held against. The operators' own are wider; the report shows both.</summary>
internal static class Bars
{
    /// <summary>Median of a run's switches, client view.</summary>
    public const double WriteUnavailableMedianMs = 250;

    /// <summary>The operators' bar for a single cutover.</summary>
    public const double WriteUnavailableOperatorsMs = 60_000;

    /// <summary>A rollback, from the decision to the last confirmed step.</summary>
    public const double RollbackMs = 10_000;

    public const double RollbackOperatorsMs = 180_000;

    /// <summary>The probe must have looked at least this often to claim a window of that precision.</summary>
    public const double ProbeResolutionMs = 25;

    /// <summary>Fewer acknowledged writes than this prove nothing about loss.</summary>
    public const int MinAcknowledgedWrites = 50;

    /// <summary>Fewer requests than this in an act prove nothing about availability.</summary>
    public const int MinReads = 100;
}
