using LoadTests.History;

namespace LoadTests.Tests.Reports;

internal static class RunSummaries
{
    public static RunSummary Failed { get; } = new()
    {
        Scenario = "db-cutover",
        RunId = "r",
        StartedAt = DateTimeOffset.UnixEpoch,
        EndedAt = DateTimeOffset.UnixEpoch.AddSeconds(10),
        DurationMs = 10_000,
        Aborted = false,
        ExitCode = 99,
        Target = "http://127.0.0.1/api",
        Seed = 1,
        VirtualUsers = 20,
        Requests = 10,
        Failed = 1,
        PreflightRequests = 2,
        Metrics = [new MetricSummary { Name = "migration_read_success", Kind = MetricKind.Rate, Count = 10, Rate = 0.9 }],
        Thresholds =
        [
            new ThresholdResult("migration_read_success", "> 0.99", 0.9, Ok: false),
            new ThresholdResult("migration_health_success", "> 0.99", 1, Ok: true),
            new ThresholdResult("integrity_lost", "== 0", Value: null, Ok: null, "not settled <b>"),
        ],
        WriteUnavailable = [new UnavailableWindow(2_000_000, 3_000_000, 4, Open: false)],
        Ledger = null,
        OwnStalls = [new OwnStall(5_000_000, 5_300_000, 12)],
        Annotations = [new Annotation(2_000_000, "DB Cutover Start", "<script>alert(1)</script>")],
        Quotes = ["유실 0건"],
    };
}
