using LoadTests.CommandLine;
using LoadTests.Running;
using LoadTests.Scenarios;

namespace LoadTests.Tests.Running;

public sealed class AllScenariosTests
{
    [Fact]
    public void TheOrder_IsTheOperators()
    {
        Assert.Equal(
            ["db-cutover", "data-integrity", "connpool", "service-deploy", "nginx-switch", "full-journey", "websocket", "dns-switch"],
            AllScenarios.Order);
        Assert.Equal(AllScenarios.Order.Where(id => ScenarioCatalog.New(id) is not null), AllScenarios.New().Select(scenario => scenario.Plan.Id));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(99, 0, 99)]
    [InlineData(1, 99, 0, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(130, 2, 130)]
    public void TheWorstExitCode_Wins(int worst, params int[] codes) => Assert.Equal(worst, AllScenarios.Worst(codes));

    [Fact]
    public void OnlyAFailedThreshold_DoesNotEndTheRow()
    {
        Assert.True(AllScenarios.GoesOnAfter(ExitCode.ThresholdFailed));
        Assert.All([ExitCode.Error, ExitCode.Usage, ExitCode.Interrupted], code => Assert.False(AllScenarios.GoesOnAfter(code)));
    }
}
