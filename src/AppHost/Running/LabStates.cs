using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHost.Running;

/// <summary>The last state seen of every resource.</summary>
internal sealed class LabStates : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, CustomResourceSnapshot> states = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task watching;

    public LabStates(ResourceNotificationService notifications)
    {
        watching = WatchAsync(notifications);
    }

    public IReadOnlyList<(string Name, CustomResourceSnapshot State)> All => [.. states
        .Where(pair => pair.Value.ResourceType != "Parameter")
        .OrderBy(pair => pair.Value.State?.Text == KnownResourceStates.NotStarted)
        .ThenBy(pair => pair.Value.StartTimeStamp ?? DateTime.MaxValue)
        .Select(pair => (pair.Key, pair.Value))];

    public static bool HasEnded(ResourceEvent change) => change.Snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);

    public bool IsHealthy(string resource) => states.TryGetValue(resource, out var state) && state.HealthStatus == HealthStatus.Healthy;

    public string Describe(string resource) => $"{resource} ({(states.TryGetValue(resource, out var state) ? state.State?.Text : null) ?? "not started"})";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    private async Task WatchAsync(ResourceNotificationService notifications)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stop.Token))
            {
                states[change.Resource.Name] = change.Snapshot;
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody asks any more.
        }
    }
}
