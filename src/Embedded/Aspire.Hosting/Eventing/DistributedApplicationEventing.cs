using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

internal sealed class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly ConcurrentQueue<(Type Event, DistributedApplicationEventSubscription Subscription)> subscriptions = new();

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        var subscription = new DistributedApplicationEventSubscription((happened, cancellation) => callback((T)happened, cancellation));
        subscriptions.Enqueue((typeof(T), subscription));
        return subscription;
    }

    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent =>
        Subscribe<T>((happened, cancellation) => ReferenceEquals(happened.Resource, resource) ? callback(happened, cancellation) : Task.CompletedTask);

    /// <summary>Runs the handlers one after another; the first that fails ends it.</summary>
    public async Task PublishAsync<T>(T happened, CancellationToken cancellationToken)
        where T : IDistributedApplicationEvent
    {
        foreach (var (type, subscription) in subscriptions)
        {
            if (type == typeof(T))
            {
                await subscription.Callback(happened, cancellationToken);
            }
        }
    }
}
