namespace LoadTests.CommandLine;

/// <summary>How the program ends; `help` lists the same numbers.</summary>
internal static class ExitCode
{
    /// <summary>Every threshold holds.</summary>
    public const int Passed = 0;

    /// <summary>Something else went wrong: the target did not answer, a result file or the settlement failed.</summary>
    public const int Error = 1;

    /// <summary>Bad options or environment; no load was sent.</summary>
    public const int Usage = 2;

    /// <summary>A threshold does not hold; the old tool's code.</summary>
    public const int ThresholdFailed = 99;

    /// <summary>Ended by Ctrl+C or SIGTERM; everything so far is written.</summary>
    public const int Interrupted = 130;
}
