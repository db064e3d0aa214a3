using System.Collections.Concurrent;
using NBomber.Contracts.Stats;

namespace NBomber.Engine;

/// <summary>Everything that is measured of one scenario.</summary>
internal sealed class Measurements
{
    /// <summary>The package's status code of an iteration or step that threw.</summary>
    public const string UnhandledException = "-101";

    private readonly ConcurrentDictionary<string, Measurement> steps = new(StringComparer.Ordinal);

    public Measurement Iterations { get; } = new();

    public Measurement Step(string name) => steps.GetOrAdd(name, _ => new Measurement());

    public ScenarioStats Snapshot(string scenario, TimeSpan duration)
    {
        var (ok, fail, bytes) = Iterations.Snapshot(duration);
        return new ScenarioStats
        {
            ScenarioName = scenario,
            Ok = ok,
            Fail = fail,
            StepStats = [.. steps.OrderBy(step => step.Key, StringComparer.Ordinal).Select(step => StepStats(step.Key, step.Value, duration))],
            AllRequestCount = ok.Request.Count + fail.Request.Count,
            AllOkCount = ok.Request.Count,
            AllFailCount = fail.Request.Count,
            AllBytes = bytes,
            Duration = duration,
        };
    }

    private static StepStats StepStats(string name, Measurement step, TimeSpan duration)
    {
        var (ok, fail, _) = step.Snapshot(duration);
        return new StepStats { StepName = name, Ok = ok, Fail = fail };
    }
}
