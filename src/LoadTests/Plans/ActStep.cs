using LoadTests.Traffic;

namespace LoadTests.Plans;

/// <param name="Sends">What it may send, so that the plan still shows it.</param>
internal sealed record ActStep(Func<VirtualUser, Task> Act, IReadOnlyList<RequestPlan> Sends) : Step;
