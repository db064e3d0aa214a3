namespace Migration.Running;

/// <summary>One part of the traffic at one moment.</summary>
/// <param name="Part">E.g. <c>old edge</c>.</param>
/// <param name="Detail">What was seen; when it could not be looked at, why.</param>
public sealed record TrafficLine(string Part, string Name, bool Answers, string Detail);
