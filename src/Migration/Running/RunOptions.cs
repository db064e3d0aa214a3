namespace Migration.Running;

/// <summary>How a runbook is run.</summary>
public sealed record RunOptions
{
    /// <summary>Check every precondition on the real servers, say what would be done, touch nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Identifies the run in the journal, in events and in the tag of every SQL statement; null: made from the clock.</summary>
    public string? RunId { get; init; }
}
