using Serilog;

namespace NBomber.Contracts;

/// <summary>What an iteration sees of the engine.</summary>
public interface IScenarioContext
{
    ScenarioInfo ScenarioInfo { get; }

    /// <summary>Starts at 1, increments with each iteration of this copy.</summary>
    long InvocationNumber { get; }
    ILogger Logger { get; }

    /// <summary>This copy's own source of randomness.</summary>
    Random Random { get; }

    /// <summary>Cancelled when the scenario's time is over or the test is stopped: give up what is under way.</summary>
    CancellationToken ScenarioCancellationToken { get; }

    /// <summary>Shared by the steps of one iteration; empty again in the next.</summary>
    Dictionary<string, object> Data { get; }

    void StopScenario(string scenarioName, string reason);

    void StopCurrentTest(string reason);
}
