using AppHost.Running;
using Aspire.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AppHost.Topology;

/// <summary>What the host itself needs to know of the lab.</summary>
internal static class LabBuilderExtensions
{
    public static IDistributedApplicationBuilder AddLab(this IDistributedApplicationBuilder builder, Lab lab)
    {
        LabPackages.TellChildren();

        // Ctrl+C is the lab's to handle: a rehearsal in flight is asked to undo before anything is stopped.
        builder.Services.AddSingleton<IHostLifetime, SignalFreeLifetime>();
        lab.Control.AddTo(builder);
        if (lab.MySql.Installation is { } installation)
        {
            builder.Services.AddSingleton(installation);
        }

        // Every look at what is not up yet would be an error with a stack trace: the terminal tells of health in a line, and of what never gets healthy at the end.
        builder.Services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None).AddFilter("System.Net.Http", LogLevel.Warning));
        if (lab.MySql.Image is { } image)
        {
            builder.Services.AddSingleton(image);
        }

        if (lab.IsQuiet)
        {
            builder.Services.AddLogging(logging => logging.ClearProviders());
        }

        return builder;
    }
}
