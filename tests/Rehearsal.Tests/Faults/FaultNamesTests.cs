using Migration;
using Rehearsal.CommandLine;
using Rehearsal.Faults;
using Rehearsal.Plans;

namespace Rehearsal.Tests.Faults;

public sealed class FaultNamesTests
{
    [Fact]
    public void EveryFault_HasAName_ThatLeadsBackToIt() =>
        Assert.All(Enum.GetValues<Fault>(), fault => Assert.Equal(fault, FaultNames.Parse(FaultNames.Of(fault))));

    public static TheoryData<Fault> OfProcesses => new(Enum.GetValues<Fault>().Where(fault => PlannedFault.Of(fault) is not null));

    /// <summary>A fault whose act, runbook or step had been renamed would silently never happen.</summary>
    [Theory]
    [MemberData(nameof(OfProcesses))]
    public void AFault_HappensInAStepThatIsPlayed(Fault fault)
    {
        var planned = PlannedFault.Of(fault)!;
        var act = Assert.Single(RehearsalPlan.For(Profile.Quick, [planned.Phase]).Acts, act => act.Name == planned.Act);
        Assert.Contains(planned.Runbook, act.Runbooks);
        var runbook = Assert.Single(TrafficRunbooks.All(), runbook => runbook.Name == planned.Runbook);
        Assert.Contains(runbook.Steps, step => step.Name == planned.Step);
    }
}
