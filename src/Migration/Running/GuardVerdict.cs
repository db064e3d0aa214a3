namespace Migration.Running;

/// <summary>What a precondition said.</summary>
public enum GuardVerdict
{
    Holds,

    /// <summary>Does not hold: the runbook is refused.</summary>
    Fails,

    /// <summary>Cannot be seen from here (e.g. RDS's free disk): told, and left to the operator.</summary>
    CannotBeSeen,
}
