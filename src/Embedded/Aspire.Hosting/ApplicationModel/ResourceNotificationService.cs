using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the state of every resource, and tells of each change.</summary>
public class ResourceNotificationService
{
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, ResourceEvent> current = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Channel<ResourceEvent>> watchers = [];

    internal ResourceNotificationService()
    {
    }

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent) => current.TryGetValue(resourceId, out resourceEvent);

    /// <summary>The states as they are, then every change in order.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var subscription = Subscribe();
        foreach (var state in subscription.Current)
        {
            yield return state;
        }

        await foreach (var change in subscription.Changes.ReadAllAsync(cancellationToken))
        {
            yield return change;
        }
    }

    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (string.Equals(change.ResourceId, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change))
            {
                return change;
            }
        }

        throw new OperationCanceledException(cancellationToken);
    }

    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var states = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(resourceName, change => change.Snapshot.State is { } state && states.Contains(state.Text), cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    /// <summary>Waits for a state, <see cref="KnownResourceStates.Running"/> unless given.</summary>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until the resource runs, is healthy, and its ready handlers have returned.</summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, change => change.Snapshot.IsReady, cancellationToken);

    /// <summary>The state changes at once; the commands' states follow from it. One that nothing was known of begins with its initial state.</summary>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (gate)
        {
            var before = current.TryGetValue(resource.Name, out var known) ? known.Snapshot : InitialSnapshot(resource);
            var after = stateFactory(before);
            var change = new ResourceEvent(resource, after with { Commands = [.. ResourceCommandAnnotation.Of(resource).Select(command => command.Snapshot(after))] });
            current[resource.Name] = change;
            foreach (var watcher in watchers)
            {
                watcher.Writer.TryWrite(change);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>The states at one moment, and every change after it.</summary>
    internal ResourceSubscription Subscribe()
    {
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (gate)
        {
            watchers.Add(channel);
            return new ResourceSubscription([.. current.Values], channel.Reader, () => Unsubscribe(channel));
        }
    }

    private static CustomResourceSnapshot InitialSnapshot(IResource resource) => resource.Annotations.OfType<InitialStateAnnotation>().LastOrDefault()?.Snapshot
        ?? new CustomResourceSnapshot { ResourceType = ResourceTypes.NameOf(resource), Properties = [] };

    private void Unsubscribe(Channel<ResourceEvent> channel)
    {
        lock (gate)
        {
            watchers.Remove(channel);
        }
    }
}
