namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds arguments.</summary>
internal sealed class CommandLineArgsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> callback) : IResourceAnnotation
{
    public Func<CommandLineArgsCallbackContext, Task> Callback { get; } = callback;
}
