namespace Rehearsal.CommandLine;

/// <summary>How long a rehearsal gives each act. VU counts and thresholds are the same in every profile.</summary>
public enum Profile
{
    /// <summary>Everything in six minutes; the database phase in under two.</summary>
    Quick,

    /// <summary>About twenty minutes for everything.</summary>
    Standard,

    /// <summary>The operators' own durations.</summary>
    Full,
}
