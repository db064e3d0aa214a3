using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AppHost.Running;

/// <summary>The last state seen of every resource.</summary>
internal sealed class LabStates : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ResourceEvent> states = new(StringComparer.OrdinalIgnoreCase);
    private readonly ResourceNotificationService notifications;
    private readonly CancellationTokenSource stop = new();
    private readonly Task watching;

    public LabStates(ResourceNotificationService notifications)
    {
        this.notifications = notifications;
        watching = WatchAsync();
    }

    /// <summary>Told of every change of a state, a health or an exit code.</summary>
    public Action<string, CustomResourceSnapshot>? OnChange { get; set; }

    /// <summary>The resources a person works with as they are now: those that run first, in the order of their start, then those that wait to be started.</summary>
    public IReadOnlyList<ResourceEvent> Events => [.. states.Values
        .Where(IsShown)
        .Select(Latest)
        .OrderBy(change => change.Snapshot.State?.Text == KnownResourceStates.NotStarted)
        .ThenBy(change => change.Snapshot.StartTimeStamp ?? DateTime.MaxValue)];

    public static bool HasEnded(ResourceEvent change) => change.Snapshot.State is { } state && KnownResourceStates.TerminalStates.Contains(state.Text);

    /// <summary>The resource as it is now; null when there is none by that name.</summary>
    public ResourceEvent? Find(string resource) => states.TryGetValue(resource, out var change) && IsShown(change) ? Latest(change) : null;

    public bool IsHealthy(string resource) => Find(resource)?.Snapshot.HealthStatus == HealthStatus.Healthy;

    public string Describe(string resource) => $"{resource} ({Find(resource)?.Snapshot.State?.Text ?? "not started"})";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    private static bool IsShown(ResourceEvent change) => change.Snapshot.ResourceType != "Parameter" && !change.Snapshot.IsHidden;

    private static (string?, HealthStatus?, int?) Facts(ResourceEvent? change) => (change?.Snapshot.State?.Text, change?.Snapshot.HealthStatus, change?.Snapshot.ExitCode);

    /// <summary>The watch may be a moment behind what a command has just done.</summary>
    private ResourceEvent Latest(ResourceEvent seen) => notifications.TryGetCurrentState(seen.ResourceId, out var current) ? current : seen;

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(stop.Token))
            {
                states.TryGetValue(change.Resource.Name, out var before);
                states[change.Resource.Name] = change;
                if (IsShown(change) && Facts(before) != Facts(change))
                {
                    OnChange?.Invoke(change.Resource.Name, change.Snapshot);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody asks any more.
        }
    }
}
