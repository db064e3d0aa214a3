using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts all resources, each as soon as what it waits for is ready, and stops them in the opposite order.</summary>
internal sealed class ApplicationOrchestrator : IHostedService, IDisposable
{
    private const int LinesShown = 15;
    private readonly LifecycleServices services;
    private readonly OrchestratorOptions options;
    private readonly ResourceCatalog catalog;
    private readonly Dictionary<IResource, IResourceLifecycle> lifecycles;

    public ApplicationOrchestrator(LifecycleServices services, OrchestratorOptions options, ResourceCatalog catalog)
    {
        this.services = services;
        this.options = options;
        this.catalog = catalog;
        lifecycles = catalog.WithLifetime.ToDictionary(resource => resource, IResourceLifecycle (resource) => resource is IResourceWithParent child
            ? new ChildLifecycle(child, services)
            : new ProcessLifecycle(resource, services));
    }

    private IEnumerable<IResourceLifecycle> StartedByThemselves => lifecycles.Values.Where(lifecycle => !IsExplicit(lifecycle.Resource));

    /// <summary>Starts one resource by hand.</summary>
    public Task StartAsync(IResource resource, CancellationToken cancellationToken) => lifecycles[resource].StartAsync(cancellationToken);

    /// <summary>Stops one resource by hand; it is given time to finish what it does.</summary>
    public async Task StopAsync(IResource resource, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.StopCommandGrace, services.Time);
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await lifecycles[resource].StopAsync(hurry.Token);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _ = new StartOrder(catalog.WithLifetime);
        services.Endpoints.Allocate(catalog.WithLifetime);
        foreach (var resource in catalog.WithLifetime)
        {
            var state = IsExplicit(resource) ? KnownResourceStates.NotStarted : KnownResourceStates.Waiting;
            await services.Notifications.PublishUpdateAsync(resource, snapshot => ResourceDescription.Complete(resource, snapshot with { State = state }, services.Time));
        }

        using var giveUp = new CancellationTokenSource();
        var start = StartAllAsync(giveUp.Token);
        try
        {
            await start.WaitAsync(options.StartTimeout, services.Time, cancellationToken);
        }
        catch (Exception error)
        {
            // The report first: giving up changes the states it tells of.
            var report = StartReport.Render(Entries(), start.IsCompleted ? null : options.StartTimeout);
            await giveUp.CancelAsync();
            await StopAllAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            throw new DistributedApplicationException(report.Length > 0 ? report : error.Message, error);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => StopAllAsync(cancellationToken);

    public void Dispose()
    {
        foreach (var lifecycle in lifecycles.Values)
        {
            lifecycle.Dispose();
        }
    }

    private static bool IsExplicit(IResource resource) => resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    private async Task StartAllAsync(CancellationToken giveUp)
    {
        var pending = StartedByThemselves.Select(lifecycle => StartOneAsync(lifecycle, giveUp)).ToList();
        while (pending.Count > 0)
        {
            var finished = await Task.WhenAny(pending);
            await finished;
            pending.Remove(finished);
        }
    }

    /// <summary>Ends when the resource is ready or has ended well.</summary>
    private async Task StartOneAsync(IResourceLifecycle lifecycle, CancellationToken giveUp)
    {
        await lifecycle.StartAsync(giveUp);
        var reached = await services.Notifications.WaitForResourceAsync(lifecycle.Resource.Name, change => change.Snapshot.IsReady || change.Snapshot.IsTerminal, giveUp);
        if (!reached.Snapshot.IsReady && reached.Snapshot.ExitCode is not 0)
        {
            throw new DistributedApplicationException($"'{lifecycle.Resource.Name}' ended.");
        }
    }

    private async Task StopAllAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.StopGrace, services.Time);
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var order = new StartOrder(catalog.WithLifetime);
        var stops = new Dictionary<IResource, Task>();
        await Task.WhenAll(lifecycles.Keys.Select(Stop).ToList());

        Task Stop(IResource resource) => stops.TryGetValue(resource, out var known) ? known : stops[resource] = StopAfterAsync(resource, [.. order.DependentsOf(resource).Select(Stop)]);

        async Task StopAfterAsync(IResource resource, Task[] dependents)
        {
            await Task.WhenAll(dependents);
            await lifecycles[resource].StopAsync(hurry.Token);
        }
    }

    private bool MustEnd(IResource resource) => StartedByThemselves.SelectMany(lifecycle => StartOrder.WaitsOf(lifecycle.Resource))
        .Any(wait => ReferenceEquals(wait.Resource, resource) && wait.WaitType == WaitType.WaitForCompletion);

    private List<StartReportEntry> Entries() => [.. StartedByThemselves.Select(lifecycle =>
    {
        var name = lifecycle.Resource.Name;
        var log = services.Loggers.LogOf(name);
        services.Notifications.TryGetCurrentState(name, out var current);
        return new StartReportEntry(name, current?.Snapshot, lifecycle.Failure, [.. StartOrder.WaitsOf(lifecycle.Resource).Select(wait => wait.Resource.Name)], log.Last(LinesShown), log.Path, MustEnd(lifecycle.Resource));
    })];
}
