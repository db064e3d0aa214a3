namespace Aspire.Hosting.ApplicationModel;

/// <summary>Handed to a callback that adds environment variables just before a resource starts.</summary>
public class EnvironmentCallbackContext
{
    internal EnvironmentCallbackContext(IResource resource, Dictionary<string, object> environmentVariables, CancellationToken cancellationToken)
    {
        Resource = resource;
        EnvironmentVariables = environmentVariables;
        CancellationToken = cancellationToken;
    }

    public IResource Resource { get; }

    /// <summary>Strings, or value providers that are read once all callbacks have run.</summary>
    public Dictionary<string, object> EnvironmentVariables { get; }

    public CancellationToken CancellationToken { get; }
}
