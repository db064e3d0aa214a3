namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource starts only after <paramref name="resource"/> is ready, or has ended with <paramref name="exitCode"/>.</summary>
internal sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public WaitType WaitType { get; } = waitType;

    public int ExitCode { get; } = exitCode;
}
