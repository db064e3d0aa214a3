using LoadTests.CommandLine;
using LoadTests.Scenarios;

namespace LoadTests.Running;

/// <summary>The order in which <c>all</c> runs the scenarios, one after another, and what their exit codes come to.</summary>
internal static class AllScenarios
{
    public const string Name = "all";

    public static readonly IReadOnlyList<string> Order =
    [
        "db-cutover", "data-integrity", "connpool", "service-deploy", "nginx-switch", "full-journey", "websocket", "dns-switch",
    ];

    public static IReadOnlyList<LoadScenario> New() => [.. Order.Select(ScenarioCatalog.New).OfType<LoadScenario>()];

    /// <summary>A failed threshold says something about one scenario; anything worse would meet the next one, too.</summary>
    public static bool GoesOnAfter(int exitCode) => exitCode is ExitCode.Passed or ExitCode.ThresholdFailed;

    public static int Worst(IEnumerable<int> exitCodes) => exitCodes.DefaultIfEmpty(ExitCode.Error).MaxBy(Rank);

    private static int Rank(int exitCode) => exitCode switch
    {
        ExitCode.Passed => 0,
        ExitCode.ThresholdFailed => 1,
        ExitCode.Error => 2,
        ExitCode.Usage => 3,
        _ => 4,
    };
}
