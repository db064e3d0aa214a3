namespace Rehearsal.Judging.Checks;

internal static class Evidence
{
    /// <summary>How many single observations a finding lists; the count in its sentence is always the whole.</summary>
    public const int Most = 20;
}
