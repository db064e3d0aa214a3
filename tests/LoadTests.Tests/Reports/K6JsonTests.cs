using LoadTests.History;
using LoadTests.Plans;
using LoadTests.Reports;
using LoadTests.Traffic;
using Microsoft.Extensions.Time.Testing;

namespace LoadTests.Tests.Reports;

public sealed class K6JsonTests : IDisposable
{
    private static readonly MetricPlan Success = MetricPlan.Rate("migration_read_success");
    private static readonly MetricPlan Latency = MetricPlan.Trend("migration_read_latency");

    private readonly string folder = Directory.CreateTempSubdirectory("k6json-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task IsTheShapeOfTheOldTool()
    {
        var path = Path.Combine(folder, "db-cutover.json");
        var clock = new RunClock(new FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 9, 30, 0, TimeSpan.Zero)));
        var json = new K6Json(path, Plan, clock);
        json.Observe(Success, 1);
        json.Observe(Latency, 12.5);
        json.Observe(Success, 1, new LoadTests.Metrics.MetricTag("server", "edge-vpc"));
        json.Add(SampleAt(clock.Now, Outcome.Ok, 200));
        json.Add(SampleAt(clock.Now, Outcome.Reset, 0));
        json.Add(SampleAt(clock.Now, Outcome.Cancelled, 0));
        await json.DisposeAsync();

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports", "k6.approved.json")), File.ReadAllText(path));
        Assert.Null(json.Failure);
    }

    private static ScenarioPlan Plan { get; } = new()
    {
        Id = "db-cutover",
        Purpose = "",
        Duration = TimeSpan.FromMinutes(1),
        Groups = [new GroupPlan("readers", 1)],
        Metrics = [Success, Latency],
        Thresholds = [new(Success, new("> 0.99")), new(Latency, new("p95 < 500"))],
    };

    private static Sample SampleAt(long now, Outcome outcome, int status) => new()
    {
        Intended = now - 12_500,
        Started = now - 12_500,
        Ended = now,
        Group = "readers",
        Request = "GET /meetings",
        Write = false,
        Status = status,
        Outcome = outcome,
        Server = status == 0 ? null : "api-lightsail",
        Phase = "run",
    };
}
