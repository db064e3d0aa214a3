using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// A resource that is a process.
/// <code>
/// Waiting ─▶ Starting ─▶ Running ─▶ (healthy, ready) ─▶ Stopping ─▶ Finished (exit code 0) | Exited
///    └──────────┴─▶ FailedToStart
/// </code>
/// </summary>
internal sealed class ProcessLifecycle(IResource resource, LifecycleServices services) : IResourceLifecycle
{
    private static readonly TimeSpan FirstHealthInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestHealthInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan HealthIntervalWhenReady = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private CancellationTokenSource starting = new();
    private IChildProcess? child;
    private Task supervision = Task.CompletedTask;

    public IResource Resource { get; } = resource;

    public ResourceFailure? Failure { get; private set; }

    private ILogger Logger => services.Loggers.GetLogger(Resource);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (!supervision.IsCompleted)
            {
                throw new DistributedApplicationException($"'{Resource.Name}' already runs.");
            }

            starting.Dispose();
            starting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Failure = null;
            await StartProcessAsync(starting.Token);
        }
        catch (OperationCanceledException)
        {
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.NotStarted });
            throw;
        }
        catch (Exception error) when (supervision.IsCompleted)
        {
            await FailAsync(error);
            throw;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public async Task StopAsync(CancellationToken hurry)
    {
        await starting.CancelAsync();
        await oneAtATime.WaitAsync(CancellationToken.None);
        try
        {
            if (supervision.IsCompleted || child is not { } running)
            {
                return;
            }

            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Stopping, IsReady = false });
            running.Terminate();
            await EndAsync(running, hurry);
            await supervision;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        starting.Dispose();
        oneAtATime.Dispose();
    }

    private static async Task EndAsync(IChildProcess running, CancellationToken hurry)
    {
        try
        {
            await running.Exited.WaitAsync(hurry);
        }
        catch (OperationCanceledException)
        {
            running.Kill();
            await running.Exited;
        }
    }

    /// <summary>Of a container, the engine too: whoever wants to signal it must ask that, for the process is only its client.</summary>
    private static ResourcePropertySnapshot[] PropertiesOf(LaunchSpec spec, int pid) => spec.Container is { } container
        ?
        [
            new("container.image", container.Image.Name),
            new("container.id", container.Name),
            new("container.engine", container.Image.Engine.File),
        ]
        :
        [
            new("executable.path", spec.FileName),
            new("executable.workDir", spec.WorkingDirectory),
            new("executable.args", spec.Arguments),
            new("executable.pid", pid),
        ];

    private async Task StartProcessAsync(CancellationToken cancellationToken)
    {
        await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Waiting, ExitCode = null, StopTimeStamp = null, HealthReports = [], IsReady = false });
        await Dependencies.WaitAsync(Resource, services.Notifications, cancellationToken);
        await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Starting });
        await services.Eventing.PublishAsync(new BeforeResourceStartedEvent(Resource, services.Services), cancellationToken);
        var spec = await services.Planner.PlanAsync(Resource, cancellationToken);
        var log = services.Loggers.LogOf(Resource.Name);
        log.Note($"[host] {spec.FileName} {string.Join(' ', spec.Arguments)}");
        log.Note($"[host] with {string.Join(' ', spec.Environment.Select(pair => $"{pair.Key}={pair.Value}"))}");
        services.Endpoints.Release(Resource);
        child = services.Processes.Start(spec, log.Append);
        var pid = child.Id;
        await PublishAsync(snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = Now(),
            EnvironmentVariables = [.. spec.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new EnvironmentVariableSnapshot(pair.Key, services.Mask.Apply(pair.Value), IsFromSpec: true))],
            Properties = ResourceDescription.With(snapshot.Properties, PropertiesOf(spec, pid)),
        });
        supervision = SuperviseAsync(child);
    }

    private async Task SuperviseAsync(IChildProcess running)
    {
        using var alive = new CancellationTokenSource();
        var health = WatchHealthAsync(running, alive.Token);
        var exitCode = await running.Exited;
        await alive.CancelAsync();
        await health;
        var state = Failure is not null ? KnownResourceStates.FailedToStart : exitCode == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited;
        services.Loggers.LogOf(Resource.Name).Append($"[host] ended with exit code {exitCode}");
        await PublishAsync(snapshot => snapshot with { State = state, ExitCode = exitCode, StopTimeStamp = Now(), HealthReports = [], IsReady = false });
        await TellStoppedAsync();
    }

    /// <summary>What a handler throws is told in the resource's log: its process has ended, whatever the handler makes of it.</summary>
    private async Task TellStoppedAsync()
    {
        try
        {
            if (services.Notifications.TryGetCurrentState(Resource.Name, out var end))
            {
                await services.Eventing.PublishAsync(new ResourceStoppedEvent(Resource, services.Services, end), CancellationToken.None);
            }
        }
        catch (Exception error)
        {
            Logger.LogError(error, "a stopped handler failed");
        }
    }

    /// <summary>Asks often until the resource is healthy for the first time, then now and then. Ends when the process does.</summary>
    private async Task WatchHealthAsync(IChildProcess running, CancellationToken gone)
    {
        var interval = FirstHealthInterval;
        var isReady = false;
        try
        {
            while (true)
            {
                var reports = await services.Health.CheckAsync(Resource, gone);
                await PublishHealthAsync(reports);
                if (!isReady && reports.All(report => report.Status == HealthStatus.Healthy))
                {
                    await services.Eventing.PublishAsync(new ResourceReadyEvent(Resource, services.Services), gone);
                    isReady = true;
                    await PublishAsync(snapshot => snapshot with { IsReady = true });
                }

                if (isReady && reports.IsEmpty)
                {
                    return;
                }

                await Task.Delay(isReady ? HealthIntervalWhenReady : interval, services.Time, gone);
                interval = interval * 1.5 < LongestHealthInterval ? interval * 1.5 : LongestHealthInterval;
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // The process has ended, and with it the question.
        }
        catch (Exception error)
        {
            Failure = new ResourceFailure($"it was healthy, but what was to be done then failed: {error.Message}", IsConsequence: false);
            Logger.LogError(error, "a ready handler failed");
            running.Kill();
        }
    }

    private Task PublishHealthAsync(ImmutableArray<HealthReportSnapshot> reports) =>
        services.Notifications.TryGetCurrentState(Resource.Name, out var current) && current.Snapshot.HealthReports.SequenceEqual(reports)
            ? Task.CompletedTask
            : PublishAsync(snapshot => snapshot.State?.Text == KnownResourceStates.Running ? snapshot with { HealthReports = reports } : snapshot);

    private async Task FailAsync(Exception error)
    {
        Failure = new ResourceFailure(error.Message, error is DependencyFailedException { DependencyFailed: true });
        Logger.LogError("not started: {Reason}", error.Message);
        await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.FailedToStart, StopTimeStamp = Now() });
    }

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) => services.Notifications.PublishUpdateAsync(Resource, change);

    private DateTime Now() => services.Time.GetUtcNow().UtcDateTime;
}
