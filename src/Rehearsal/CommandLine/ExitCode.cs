namespace Rehearsal.CommandLine;

/// <summary>How the program ends; docs/rehearse.md lists the same numbers.</summary>
public static class ExitCode
{
    public const int Passed = 0;
    public const int Failed = 1;

    /// <summary>Bad options or environment; nothing was started.</summary>
    public const int Usage = 2;
    public const int Inconclusive = 3;

    /// <summary>Ended by Ctrl+C or SIGTERM; what was done has been undone.</summary>
    public const int Interrupted = 130;
}
