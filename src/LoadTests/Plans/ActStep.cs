using LoadTests.Traffic;

namespace LoadTests.Plans;

/// <param name="Sends">What it may send, so that the plan still shows it.</param>
internal sealed record ActStep(Func<VirtualUser, Task> Act, IReadOnlyList<RequestPlan> Sends) : Step
{
    /// <summary>It needs a token although none of the requests it sends does.</summary>
    public bool SignedIn { get; init; }
}
