using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Hooks into the life of one resource.</summary>
public static class DistributedApplicationEventingExtensions
{
    /// <summary>Runs when the resource is healthy for the first time after a start; what waits for it starts afterwards.</summary>
    public static IResourceBuilder<T> OnResourceReady<T>(this IResourceBuilder<T> builder, Func<T, ResourceReadyEvent, CancellationToken, Task> callback)
        where T : IResource
    {
        builder.ApplicationBuilder.Eventing.Subscribe<ResourceReadyEvent>(builder.Resource, (happened, cancellation) => callback(builder.Resource, happened, cancellation));
        return builder;
    }

    /// <summary>Runs before each start of the resource, once what it waits for is ready.</summary>
    public static IResourceBuilder<T> OnBeforeResourceStarted<T>(this IResourceBuilder<T> builder, Func<T, BeforeResourceStartedEvent, CancellationToken, Task> callback)
        where T : IResource
    {
        builder.ApplicationBuilder.Eventing.Subscribe<BeforeResourceStartedEvent>(builder.Resource, (happened, cancellation) => callback(builder.Resource, happened, cancellation));
        return builder;
    }

    /// <summary>Runs after each end of the resource, however it came.</summary>
    public static IResourceBuilder<T> OnResourceStopped<T>(this IResourceBuilder<T> builder, Func<T, ResourceStoppedEvent, CancellationToken, Task> callback)
        where T : IResource
    {
        builder.ApplicationBuilder.Eventing.Subscribe<ResourceStoppedEvent>(builder.Resource, (happened, cancellation) => callback(builder.Resource, happened, cancellation));
        return builder;
    }
}
