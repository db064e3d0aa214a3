namespace Migration.Running;

/// <summary>Told of the points between which a killed run leaves different traces.</summary>
internal interface IStepBoundary
{
    ValueTask ReachedAsync(string step, StepPoint point);
}
