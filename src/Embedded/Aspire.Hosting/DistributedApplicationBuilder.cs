using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Logs;
using Aspire.Hosting.MySql;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder host;
    private readonly DistributedApplicationOptions options;
    private readonly DistributedApplicationEventing eventing = new();
    private readonly List<IResource> resources = [];

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        this.options = options;
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(new AssemblyName(name)) : Assembly.GetEntryAssembly();
        host = new HostApplicationBuilder(new HostApplicationBuilderSettings { Args = options.Args, DisableDefaults = true });
        host.Configuration.AddEnvironmentVariables();
        host.Configuration.AddCommandLine(options.Args ?? []);
        AppHostDirectory = options.ProjectDirectory ?? Metadata(AppHostAssembly, "apphostprojectpath") ?? Directory.GetCurrentDirectory();
    }

    public IServiceCollection Services => host.Services;

    public ConfigurationManager Configuration => host.Configuration;

    public IHostEnvironment Environment => host.Environment;

    public IDistributedApplicationEventing Eventing => eventing;

    public string AppHostDirectory { get; }

    /// <summary>The assembly the topology is described in; its build configuration is the one projects are run with.</summary>
    internal Assembly? AppHostAssembly { get; }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (resources.FirstOrDefault(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            throw new DistributedApplicationException($"There are two resources named '{other.Name}'; each needs a name of its own.");
        }

        resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build()
    {
        var orchestration = OrchestratorOptions.Read(Configuration, options.EnableResourceLogging);
        var buildConfiguration = AppHostAssembly?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddSingleton(orchestration);
        Services.AddSingleton(new ResourceCatalog(resources));
        Services.AddSingleton(eventing);
        Services.AddSingleton(new BuiltProjects(buildConfiguration));
        Services.AddSingleton<SecretMask>();
        Services.AddSingleton<LabDirectory>();
        Services.AddSingleton<ConsoleLog>();
        Services.AddSingleton(services => new ResourceLoggerService(services.GetRequiredService<LabDirectory>(), services.GetRequiredService<SecretMask>(), services.GetRequiredService<ConsoleLog>()));
        Services.AddSingleton(_ => new ResourceNotificationService());
        Services.AddSingleton(services => new ResourceCommandService(
            services.GetRequiredService<ResourceCatalog>(),
            services.GetRequiredService<ResourceNotificationService>(),
            services.GetRequiredService<ResourceLoggerService>(),
            services));
        Services.AddSingleton(DashboardOptions.Read(Configuration, options.DashboardApplicationName ?? AppHostAssembly?.GetName().Name ?? "AppHost", options.DisableDashboard));
        Services.AddSingleton<ResourceInstances>();
        Services.AddSingleton<TelemetryEnvironment>();
        Services.AddSingleton<ResourceServiceHost>();
        Services.TryAddSingleton<IProcessStarter, ProcessStarter>();
        Services.AddSingleton<MySqlLauncher>();
        Services.AddSingleton<LaunchPlanner>();
        Services.AddSingleton<EndpointAllocator>();
        Services.AddSingleton<HealthProbe>();
        Services.AddSingleton<LifecycleServices>();
        Services.AddSingleton<ApplicationOrchestrator>();
        Services.AddHostedService<DashboardHost>();
        Services.AddHostedService(services => services.GetRequiredService<ApplicationOrchestrator>());
        Services.AddHealthChecks();
        Services.AddLogging(logging => logging.AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None));
        return new DistributedApplication(host.Build());
    }

    private static string? Metadata(Assembly? assembly, string key) => assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => string.Equals(attribute.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
