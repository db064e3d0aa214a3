namespace Migration.Checksums;

public enum ComparisonOutcome
{
    Equal,

    /// <summary>Something could not be decided; never to be read as equal.</summary>
    Undecided,
    Different,
}
