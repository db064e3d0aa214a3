using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>Makes the pieces of a scenario's load over time.</summary>
public static class Simulation
{
    /// <summary>Closed model: so many copies loop until the time is over.</summary>
    public static LoadSimulation KeepConstant(int copies, TimeSpan during)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(copies);
        return new LoadSimulation.KeepConstant(copies, during);
    }

    /// <summary>Closed model: from the copies there are to so many, evenly over the time.</summary>
    public static LoadSimulation RampingConstant(int copies, TimeSpan during)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(copies);
        return new LoadSimulation.RampingConstant(copies, during);
    }

    /// <summary>Open model: in every interval so many new copies, each for one iteration.</summary>
    public static LoadSimulation Inject(int rate, TimeSpan interval, TimeSpan during)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return new LoadSimulation.Inject(rate, interval, during);
    }

    /// <summary>No copies for a time.</summary>
    public static LoadSimulation Pause(TimeSpan during) => new LoadSimulation.Pause(during);
}
