using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts and ends one resource, and publishes its state.</summary>
internal interface IResourceLifecycle : IDisposable
{
    IResource Resource { get; }

    /// <summary>Why the resource failed; null while it has not.</summary>
    ResourceFailure? Failure { get; }

    /// <summary>Waits for what the resource waits for and starts it. Throws when it could not be started.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Asks the resource to end and waits for it; once <paramref name="hurry"/> is cancelled, it is killed.</summary>
    Task StopAsync(CancellationToken hurry);
}
