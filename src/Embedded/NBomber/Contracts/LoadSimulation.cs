namespace NBomber.Contracts;

/// <summary>A piece of a scenario's load over time; made by <see cref="NBomber.CSharp.Simulation"/>.</summary>
public abstract record LoadSimulation
{
    private protected LoadSimulation(TimeSpan during)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(during, TimeSpan.Zero);
        During = during;
    }

    internal TimeSpan During { get; }

    internal sealed record KeepConstant(int Copies, TimeSpan Time) : LoadSimulation(Time);

    internal sealed record RampingConstant(int Copies, TimeSpan Time) : LoadSimulation(Time);

    internal sealed record Inject(int Rate, TimeSpan Interval, TimeSpan Time) : LoadSimulation(Time);

    internal sealed record Pause(TimeSpan Time) : LoadSimulation(Time);
}
