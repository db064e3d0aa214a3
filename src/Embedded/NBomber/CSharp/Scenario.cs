using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>A scenario is a function that every copy of it loops.</summary>
public static class Scenario
{
    public static ScenarioProps Create(string name, Func<IScenarioContext, Task<IResponse>> run)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(run);
        return new ScenarioProps(name, run);
    }

    /// <summary>Runs once before the load; an exception ends the session before any load.</summary>
    public static ScenarioProps WithInit(this ScenarioProps scenario, Func<IScenarioInitContext, Task> initFunc) => scenario with { Init = initFunc };

    /// <summary>Runs once after the load; an exception is logged.</summary>
    public static ScenarioProps WithClean(this ScenarioProps scenario, Func<IScenarioInitContext, Task> cleanFunc) => scenario with { Clean = cleanFunc };

    public static ScenarioProps WithoutWarmUp(this ScenarioProps scenario) => scenario with { WarmUp = TimeSpan.Zero };

    /// <summary>Runs the first simulation for so long before the statistics start.</summary>
    public static ScenarioProps WithWarmUpDuration(this ScenarioProps scenario, TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        return scenario with { WarmUp = duration };
    }

    /// <summary>Played one after the other.</summary>
    public static ScenarioProps WithLoadSimulations(this ScenarioProps scenario, params LoadSimulation[] loadSimulations)
    {
        if (loadSimulations.Length == 0)
        {
            throw new ArgumentException("A scenario needs at least one load simulation.", nameof(loadSimulations));
        }

        return scenario with { Simulations = [.. loadSimulations] };
    }

    /// <summary>Whether a failed step ends the iteration at once; on unless switched off.</summary>
    public static ScenarioProps WithRestartIterationOnFail(this ScenarioProps scenario, bool shouldRestart) =>
        scenario with { RestartIterationOnFail = shouldRestart };

    /// <summary>So many failed iterations of this scenario stop the whole session; 5,000 unless given.</summary>
    public static ScenarioProps WithMaxFailCount(this ScenarioProps scenario, int failCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failCount, 1);
        return scenario with { MaxFailCount = failCount };
    }
}
