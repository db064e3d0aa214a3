namespace LoadTests.Preflight;

/// <summary>One thing that must be so before any load.</summary>
/// <param name="Detail">What was seen; for a failed check the exact thing to fix.</param>
/// <param name="ExitCode">What the failure means for the program's end; 0 when the check holds.</param>
internal sealed record PreflightCheck(string Name, bool Ok, string Detail, int ExitCode)
{
    private const int NameWidth = 10;

    public static PreflightCheck Good(string name, string seen) => new(name, Ok: true, seen, CommandLine.ExitCode.Passed);

    /// <summary>The operator must change something.</summary>
    public static PreflightCheck Fix(string name, string fix) => new(name, Ok: false, fix, CommandLine.ExitCode.Usage);

    /// <summary>The service is not fit to be measured now.</summary>
    public static PreflightCheck Down(string name, string seen) => new(name, Ok: false, seen, CommandLine.ExitCode.Error);

    public string Line => $"  {(Ok ? '✓' : '✗')} {Name.PadRight(NameWidth)} {Detail}";
}
