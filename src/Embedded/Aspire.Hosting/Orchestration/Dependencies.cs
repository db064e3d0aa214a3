using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Waits for what a resource was said to wait for.</summary>
internal static class Dependencies
{
    public static Task WaitAsync(IResource resource, ResourceNotificationService notifications, CancellationToken cancellationToken) =>
        Task.WhenAll(StartOrder.WaitsOf(resource).Select(wait => WaitAsync(wait, notifications, cancellationToken)));

    private static async Task WaitAsync(WaitAnnotation wait, ResourceNotificationService notifications, CancellationToken cancellationToken)
    {
        var name = wait.Resource.Name;
        var forEnd = wait.WaitType == WaitType.WaitForCompletion;
        var reached = await notifications.WaitForResourceAsync(name, change => change.Snapshot.IsTerminal || (!forEnd && change.Snapshot.IsReady), cancellationToken);
        var snapshot = reached.Snapshot;
        if (!snapshot.IsTerminal || (forEnd && snapshot.ExitCode == wait.ExitCode))
        {
            return;
        }

        var end = snapshot.ExitCode is { } code ? $"exit code {code}" : snapshot.State!.Text;
        var expected = forEnd ? $"instead of exit code {wait.ExitCode}" : "before it was healthy";
        throw new DependencyFailedException($"it waits for '{name}', which ended with {end} {expected}", dependencyFailed: snapshot.ExitCode is not 0);
    }
}
