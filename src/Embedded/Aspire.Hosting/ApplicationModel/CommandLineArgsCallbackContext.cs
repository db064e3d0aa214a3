namespace Aspire.Hosting.ApplicationModel;

/// <summary>Handed to a callback that adds arguments just before a resource starts.</summary>
public sealed class CommandLineArgsCallbackContext
{
    internal CommandLineArgsCallbackContext(IList<object> args, IResource resource, CancellationToken cancellationToken)
    {
        Args = args;
        Resource = resource;
        CancellationToken = cancellationToken;
    }

    /// <summary>Strings, or value providers that are read once all callbacks have run.</summary>
    public IList<object> Args { get; }

    public IResource Resource { get; }

    public CancellationToken CancellationToken { get; }
}
