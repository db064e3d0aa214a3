namespace Migration.Running;

internal sealed class NoBoundary : IStepBoundary
{
    public static readonly NoBoundary Instance = new();

    public ValueTask ReachedAsync(string step, StepPoint point) => ValueTask.CompletedTask;
}
