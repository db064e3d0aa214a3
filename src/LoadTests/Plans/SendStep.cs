namespace LoadTests.Plans;

internal sealed record SendStep(IReadOnlyList<RequestPlan> OneOf, IReadOnlyList<RequestPlan> IfOk) : Step;
