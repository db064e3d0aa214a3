using LoadTests.Traffic.Names;

namespace LoadTests.Running;

/// <summary>A run as asked for on the command line, all of it valid.</summary>
/// <param name="Duration">Null: the scenario's own.</param>
/// <param name="RunId">Null: made from the time.</param>
internal sealed record RunOptions(
    string Scenario,
    TimeSpan? Duration,
    string OutputFolder,
    bool Json,
    string? RunId,
    string? SamplesFile,
    string? LedgerFile,
    bool Live,
    double Scale,
    int Seed)
{
    public DnsHabit DnsHabit { get; init; } = DnsHabit.Ttl;
}
