namespace Migration.Checksums;

public enum TableOutcome
{
    Equal,
    Different,
    OnlyOnSource,
    OnlyOnTarget,

    /// <summary>Could not be compared, or its differences neither settled nor stood still; the reason is in the notes.</summary>
    Undecided,
}
