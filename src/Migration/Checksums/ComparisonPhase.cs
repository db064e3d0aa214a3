namespace Migration.Checksums;

public enum ComparisonPhase
{
    /// <summary>Reading both schemas and taking the snapshots.</summary>
    Preparing,
    Comparing,

    /// <summary>Narrowing a differing chunk down to its rows.</summary>
    Locating,

    /// <summary>Looking again at rows that differed while writes went on.</summary>
    Rechecking,
    Done,
}
