namespace Aspire.Hosting.ApplicationModel;

/// <summary>An environment variable a resource was given.</summary>
/// <param name="IsFromSpec">The application set it, rather than the machine.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);
