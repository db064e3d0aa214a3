using LoadTests.CommandLine;
using LoadTests.Plans;
using LoadTests.Scenarios;

namespace LoadTests.Tests.Plans;

/// <summary>The plans, printed, against the table operators quote from.</summary>
public sealed class ScenarioTableTests
{
    [Fact]
    public void Help_IsAsApproved() =>
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Plans", "help.approved.txt")), HelpText.All());

    [Fact]
    public void EveryMetricThatIsFedOrJudged_IsDeclaredOnce()
    {
        foreach (var plan in ScenarioCatalog.All().Select(scenario => scenario.Plan))
        {
            var names = plan.AllMetrics.Select(metric => metric.Name).ToList();
            Assert.Equal(names.Distinct(), names);
            Assert.All(plan.AllThresholds, threshold => Assert.Contains(threshold.Metric, plan.AllMetrics));
            Assert.Equal(1, plan.Phases[^1].Until);
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(2.5)]
    public void ScalingKeepsEveryGroup(double scale)
    {
        foreach (var plan in ScenarioCatalog.All().Select(scenario => scenario.Plan))
        {
            Assert.All(plan.Scaled(scale).Groups, group => Assert.True(group.VirtualUsers >= 1));
            Assert.Equal(plan.Groups.Count, plan.Scaled(scale).Groups.Count);
        }

        Assert.Equal(35, new GroupPlan("readers", 14).Scaled(2.5).VirtualUsers);
    }
}
