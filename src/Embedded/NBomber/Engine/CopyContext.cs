using NBomber.Contracts;
using Serilog;

namespace NBomber.Engine;

/// <summary>One copy of a scenario: its identity, its randomness, and where its measurements go.</summary>
internal sealed class CopyContext(
    ScenarioInfo info,
    Measurements measurements,
    bool endsOnFailedStep,
    TimeProvider time,
    ISessionControl control,
    CancellationToken scenarioEnd) : IScenarioContext
{
    public ScenarioInfo ScenarioInfo => info;
    public long InvocationNumber { get; private set; }
    public ILogger Logger => Log.Logger;

    // Two sessions with the same scenarios draw the same numbers.
    public Random Random { get; } = new(StableSeed.Of(info.ScenarioName, info.InstanceNumber));
    public CancellationToken ScenarioCancellationToken => scenarioEnd;
    public Dictionary<string, object> Data { get; } = [];
    public Measurements Measurements => measurements;
    public bool EndsOnFailedStep => endsOnFailedStep;
    public TimeProvider Time => time;

    public void StopScenario(string scenarioName, string reason) => control.StopScenario(scenarioName, reason);

    public void StopCurrentTest(string reason) => control.StopSession(reason);

    public void BeginIteration()
    {
        InvocationNumber++;
        Data.Clear();
    }
}
