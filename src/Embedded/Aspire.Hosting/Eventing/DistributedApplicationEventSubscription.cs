namespace Aspire.Hosting.Eventing;

/// <summary>A subscriber to an event.</summary>
public class DistributedApplicationEventSubscription
{
    internal DistributedApplicationEventSubscription(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
    {
        Callback = callback;
    }

    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; }
}
