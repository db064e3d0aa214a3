namespace NBomber.Contracts;

/// <summary>A session as configured so far; each <c>With…</c> returns a changed copy.</summary>
public sealed record NBomberContext
{
    internal NBomberContext(IReadOnlyList<ScenarioProps> scenarios) => Scenarios = scenarios;

    internal IReadOnlyList<ScenarioProps> Scenarios { get; }
    internal string TestSuite { get; init; } = "nbomber_default_test_suite_name";
    internal string TestName { get; init; } = "nbomber_default_test_name";
    internal TimeSpan ReportingInterval { get; init; } = TimeSpan.FromSeconds(5);
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
