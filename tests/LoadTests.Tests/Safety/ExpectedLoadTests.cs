using LoadTests.Safety;
using LoadTests.Scenarios;

namespace LoadTests.Tests.Safety;

public sealed class ExpectedLoadTests
{
    [Fact]
    public void ReckonsWithThinkTime_AndCountsRows()
    {
        var cutover = ExpectedLoad.Of(ScenarioCatalog.New("db-cutover")!.Plan, TimeSpan.FromMinutes(10));
        var integrity = ExpectedLoad.Of(ScenarioCatalog.New("data-integrity")!.Plan, TimeSpan.FromMinutes(15));

        // 14 readers send three requests in about 2.65 s, 4 writers three in 4.15 s, 2 for health one in 0.55 s.
        Assert.InRange(cutover.Requests, 11_000, 15_000);
        Assert.Equal(0, cutover.Rows);

        // 5 writers, a meeting every 2.1 s.
        Assert.InRange(integrity.Rows, 2_100, 2_300);
    }

    [Fact]
    public void EveryScenario_CanBeReckoned()
    {
        foreach (var plan in ScenarioCatalog.All().Select(scenario => scenario.Plan))
        {
            Assert.InRange(ExpectedLoad.Of(plan, plan.Duration).Requests, 1, 1_000_000);
        }
    }
}
