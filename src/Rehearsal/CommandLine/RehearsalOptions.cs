using Rehearsal.Faults;

namespace Rehearsal.CommandLine;

/// <summary>What the user asked to be rehearsed; already validated.</summary>
/// <param name="Profile">How long each act lasts.</param>
/// <param name="Phases">The phases to play, in the order of the migration.</param>
/// <param name="Seed">Seeds the data and the load's choices; stored in run.json.</param>
/// <param name="Rows">Meetings in the seeded database, 100 to 5,000,000.</param>
/// <param name="OutputFolder">Where run folders are made, <c>result/rehearsal</c> unless given.</param>
/// <param name="Fault">What is made to go wrong on purpose.</param>
public sealed record RehearsalOptions(Profile Profile, IReadOnlyList<Phase> Phases, int Seed, int Rows, string OutputFolder, Fault Fault = Fault.None)
{
    public const int DefaultRows = 3_000;
    public const int MinRows = 100;
    public const int MaxRows = 5_000_000;
    public static readonly string DefaultOutputFolder = Path.Combine("result", "rehearsal");

    /// <summary>The same options as arguments of <c>Rehearsal play</c>.</summary>
    public IReadOnlyList<string> ToArguments() =>
    [
        "--profile", Profile.ToString().ToLowerInvariant(),
        "--phases", string.Join(',', Phases.Select(PhaseNames.Of)),
        "--seed", Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "--rows", Rows.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "--out", OutputFolder,
        "--fault", FaultNames.Of(Fault),
    ];
}
