namespace Aspire.Hosting.Orchestration;

/// <summary>What a resource waits for has ended and will not become what was waited for.</summary>
internal sealed class DependencyFailedException(string message, bool dependencyFailed) : Exception(message)
{
    /// <summary>The dependency failed in its own right; otherwise it merely ended, and the waiting was the mistake.</summary>
    public bool DependencyFailed { get; } = dependencyFailed;
}
