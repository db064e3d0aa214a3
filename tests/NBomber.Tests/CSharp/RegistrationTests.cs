using NBomber.Contracts;
using NBomber.CSharp;

namespace NBomber.Tests.CSharp;

public sealed class RegistrationTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void RefusesTwoScenariosOfOneName() => Assert.Throws<ArgumentException>(() => NBomberRunner.RegisterScenarios(Good("a"), Good("a")));

    [Fact]
    public void RefusesAScenarioWithoutLoad() =>
        Assert.Throws<ArgumentException>(() => NBomberRunner.RegisterScenarios(Scenario.Create("idle", _ => Task.FromResult<IResponse>(Response.Ok()))));

    [Fact]
    public void RefusesNoScenarioAtAll() => Assert.Throws<ArgumentException>(() => NBomberRunner.RegisterScenarios());

    [Fact]
    public void RefusesAReportingIntervalBelowFiveSeconds() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NBomberRunner.RegisterScenarios(Good("a")).WithReportingInterval(TimeSpan.FromSeconds(4)));

    [Fact]
    public void RefusesImpossibleLoad()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Simulation.KeepConstant(-1, Second));
        Assert.Throws<ArgumentOutOfRangeException>(() => Simulation.KeepConstant(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => Simulation.Inject(1, TimeSpan.Zero, Second));
        Assert.Throws<ArgumentOutOfRangeException>(() => Simulation.Pause(-Second));
        Assert.Throws<ArgumentOutOfRangeException>(() => Good("a").WithMaxFailCount(0));
    }

    private static ScenarioProps Good(string name) =>
        Scenario.Create(name, _ => Task.FromResult<IResponse>(Response.Ok())).WithoutWarmUp().WithLoadSimulations(Simulation.KeepConstant(1, Second));
}
