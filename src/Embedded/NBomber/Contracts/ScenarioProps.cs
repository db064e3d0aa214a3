namespace NBomber.Contracts;

/// <summary>A scenario as configured so far; each <c>With…</c> returns a changed copy.</summary>
public sealed record ScenarioProps
{
    internal ScenarioProps(string name, Func<IScenarioContext, Task<IResponse>> run)
    {
        ScenarioName = name;
        Run = run;
    }

    public string ScenarioName { get; }
    internal Func<IScenarioContext, Task<IResponse>> Run { get; }
    internal Func<IScenarioInitContext, Task>? Init { get; init; }
    internal Func<IScenarioInitContext, Task>? Clean { get; init; }
    internal TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(30);
    internal IReadOnlyList<LoadSimulation> Simulations { get; init; } = [];
    internal bool RestartIterationOnFail { get; init; } = true;
    internal int MaxFailCount { get; init; } = 5_000;
}
