namespace Migration.CommandLine;

/// <summary>Exit codes; each has a line in docs/runbooks.md.</summary>
internal enum ExitCode
{
    /// <summary>Done and proved; or, with --dry-run, every precondition holds.</summary>
    Succeeded = 0,

    /// <summary>A step failed and nothing had been changed (a checksum found a difference, for instance).</summary>
    Failed = 1,

    /// <summary>Bad usage or configuration.</summary>
    Usage = 2,

    /// <summary>A precondition does not hold; nothing was touched.</summary>
    Refused = 3,

    /// <summary>A step failed; everything done was undone.</summary>
    Undone = 4,

    /// <summary>A step failed and the undo too: a person must look.</summary>
    UndoFailed = 5,

    /// <summary>The purpose was reached and stands; a step after that failed.</summary>
    Incomplete = 6,

    /// <summary>Cancelled; everything done was undone.</summary>
    Cancelled = 130,
}
