using NBomber.Contracts;
using NBomber.Contracts.Stats;
using NBomber.Engine;

namespace NBomber.CSharp;

/// <summary>Runs scenarios side by side. One session at a time in a process.</summary>
public static class NBomberRunner
{
    private static readonly TimeSpan ShortestReportingInterval = TimeSpan.FromSeconds(5);

    public static NBomberContext RegisterScenarios(params ScenarioProps[] scenarios)
    {
        if (scenarios.Length == 0)
        {
            throw new ArgumentException("Register at least one scenario.", nameof(scenarios));
        }

        var twice = scenarios.GroupBy(scenario => scenario.ScenarioName, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException($"Two scenarios are named '{twice.Key}'.", nameof(scenarios));
        }

        var idle = scenarios.FirstOrDefault(scenario => scenario.Simulations.Count == 0);
        return idle is null
            ? new NBomberContext([.. scenarios])
            : throw new ArgumentException($"'{idle.ScenarioName}' has no load simulation.", nameof(scenarios));
    }

    public static NBomberContext WithTestSuite(this NBomberContext context, string testSuite) => context with { TestSuite = testSuite };

    public static NBomberContext WithTestName(this NBomberContext context, string testName) => context with { TestName = testName };

    /// <summary>The stand-in never writes reports; a program that wants none from the package either says so with this.</summary>
    public static NBomberContext WithoutReports(this NBomberContext context) => context;

    /// <summary>How often the counts so far go to the Serilog logger; at least 5 s.</summary>
    public static NBomberContext WithReportingInterval(this NBomberContext context, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, ShortestReportingInterval);
        return context with { ReportingInterval = interval };
    }

    /// <summary>Plays all scenarios and returns when the last has ended.</summary>
    public static NodeStats Run(this NBomberContext context) => Session.RunAsync(context).GetAwaiter().GetResult();
}
