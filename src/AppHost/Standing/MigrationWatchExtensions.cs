using AppHost.Running;
using AppHost.Topology;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AppHost.Standing;

internal static class MigrationWatchExtensions
{
    /// <param name="rehearsal">The name of the resource that plays.</param>
    public static MigrationWatch AddMigrationWatch(this IDistributedApplicationBuilder builder, MigrationTopology migration, string rehearsal, Lab lab, LabSecrets secrets)
    {
        var watch = new MigrationWatch(new StandingReader(migration, secrets, lab.Control.Reports).ReadAsync, rehearsal, TimeProvider.System);
        lab.Control.Rules.Look = watch.LookAsync;
        builder.Services.AddSingleton<IHostedService>(services => new MigrationWatchService(
            watch,
            migration.Proxy.Resource.Name,
            services.GetRequiredService<ResourceNotificationService>(),
            services.GetRequiredService<ILogger<MigrationWatchService>>()));
        return watch;
    }
}
