namespace Migration.Running;

/// <summary>One precondition, checked.</summary>
/// <param name="Detail">What was seen.</param>
/// <param name="WayOut">What to do about it, when it does not hold.</param>
public sealed record GuardResult(string Name, GuardVerdict Verdict, string Detail, string? WayOut);
