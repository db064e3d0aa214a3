using LoadTests.Plans;
using LoadTests.Traffic;

namespace LoadTests.Scenarios.FullJourney;

/// <summary>A request, or think time when there is none.</summary>
internal sealed record JourneyStep
{
    public RequestPlan? Request { get; private init; }

    /// <summary>How it is sent, when that is more than sending it.</summary>
    public Func<VirtualUser, RequestPlan, Task<Answer>>? Send { get; private init; }

    /// <summary>Seconds, from which to which (excluded).</summary>
    public double From { get; private init; }
    public double To { get; private init; }

    public static JourneyStep Ask(RequestPlan request, Func<VirtualUser, RequestPlan, Task<Answer>>? send = null) => new() { Request = request, Send = send };

    public static JourneyStep Think(double from, double to) => new() { From = from, To = to };
}
