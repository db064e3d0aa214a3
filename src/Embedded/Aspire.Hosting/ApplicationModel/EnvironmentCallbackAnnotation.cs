namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds environment variables.</summary>
internal sealed class EnvironmentCallbackAnnotation(Func<EnvironmentCallbackContext, Task> callback) : IResourceAnnotation
{
    public Func<EnvironmentCallbackContext, Task> Callback { get; } = callback;
}
