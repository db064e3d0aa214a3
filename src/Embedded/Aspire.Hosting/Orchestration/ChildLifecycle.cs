using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>A resource without a process of its own: it is there when the resource it lives in is ready.</summary>
internal sealed class ChildLifecycle(IResourceWithParent resource, LifecycleServices services) : IResourceLifecycle
{
    private static readonly TimeSpan HealthInterval = TimeSpan.FromMilliseconds(100);
    private Task following = Task.CompletedTask;
    private CancellationTokenSource? stop;

    public IResource Resource { get; } = resource;

    public ResourceFailure? Failure { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        stop?.Dispose();
        stop = new CancellationTokenSource();
        following = FollowParentAsync(stop.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken hurry)
    {
        if (stop is not null)
        {
            await stop.CancelAsync();
            await following;
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Finished, IsReady = false, HealthReports = [] });
        }
    }

    public void Dispose() => stop?.Dispose();

    private async Task FollowParentAsync(CancellationToken stopped)
    {
        await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Waiting });
        var wasReady = false;
        try
        {
            await foreach (var change in services.Notifications.WatchAsync(stopped))
            {
                if (!ReferenceEquals(change.Resource, resource.Parent) || change.Snapshot.IsReady == wasReady)
                {
                    continue;
                }

                wasReady = change.Snapshot.IsReady;
                await (wasReady ? BecomeReadyAsync(stopped) : PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Waiting, IsReady = false, HealthReports = [] }));
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // Stopped with its parent.
        }
        catch (Exception error)
        {
            Failure = new ResourceFailure(error.Message, IsConsequence: false);
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.FailedToStart, IsReady = false });
        }
    }

    private async Task BecomeReadyAsync(CancellationToken stopped)
    {
        await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Running });
        while (true)
        {
            var reports = await services.Health.CheckAsync(Resource, stopped);
            await PublishAsync(snapshot => snapshot with { HealthReports = reports });
            if (reports.All(report => report.Status == HealthStatus.Healthy))
            {
                break;
            }

            await Task.Delay(HealthInterval, services.Time, stopped);
        }

        await services.Eventing.PublishAsync(new ResourceReadyEvent(Resource, services.Services), stopped);
        await PublishAsync(snapshot => snapshot with { IsReady = true });
    }

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => services.Notifications.PublishUpdateAsync(Resource, change);
}
