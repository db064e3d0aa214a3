using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Logs;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>What every lifecycle needs.</summary>
internal sealed record LifecycleServices(
    ResourceNotificationService Notifications,
    ResourceLoggerService Loggers,
    DistributedApplicationEventing Eventing,
    LaunchPlanner Planner,
    IProcessStarter Processes,
    EndpointAllocator Endpoints,
    HealthProbe Health,
    SecretMask Mask,
    TimeProvider Time,
    IServiceProvider Services);
