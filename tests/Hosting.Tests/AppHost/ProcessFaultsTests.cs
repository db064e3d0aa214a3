using AppHost.Faults;
using Aspire.Hosting.ApplicationModel;

namespace Hosting.Tests.AppHost;

public sealed class ProcessFaultsTests
{
    [Theory]
    [InlineData("Running", true, true, true, false)]
    [InlineData("Paused", true, true, false, true)]
    [InlineData("Running", false, false, false, false)]
    [InlineData("Starting", true, false, false, false)]
    [InlineData("Stopping", true, false, false, false)]
    [InlineData("Exited", true, false, false, false)]
    [InlineData(null, false, false, false, false)]
    public void Befall_OnlyAProcessThatRuns(string? state, bool hasProcess, bool kill, bool pause, bool resume)
    {
        var snapshot = new CustomResourceSnapshot { ResourceType = "Executable", Properties = hasProcess ? [new ResourcePropertySnapshot("executable.pid", 1)] : [], State = state };
        Assert.Equal((kill, pause, resume), (ProcessFaults.CanBeKilled(snapshot), ProcessFaults.CanBePaused(snapshot), ProcessFaults.CanBeResumed(snapshot)));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Befall_AContainer_WhoseEngineIsKnown(bool isKnown, bool befalls)
    {
        ResourcePropertySnapshot[] engine = isKnown ? [new("container.engine", "/usr/bin/docker")] : [];
        var snapshot = new CustomResourceSnapshot { ResourceType = "Container", Properties = [new("container.id", "mysql-rds-1"), .. engine], State = "Running" };
        Assert.Equal((befalls, befalls), (ProcessFaults.CanBeKilled(snapshot), ProcessFaults.CanBePaused(snapshot)));
        Assert.Equal(befalls ? "container mysql-rds-1" : null, FaultTarget.Of(snapshot)?.ToString());
    }
}
