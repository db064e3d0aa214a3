using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AppHost.Standing;

/// <summary>Keeps the watch going for as long as the application lives, once db-proxy is healthy: before that there is nobody to ask.</summary>
internal sealed partial class MigrationWatchService(MigrationWatch watch, string proxy, ResourceNotificationService notifications, ILogger<MigrationWatchService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await watch.RunAsync(notifications, notifications.WaitForResourceHealthyAsync(proxy, stoppingToken), stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // The buttons stay as they are; the lab does not end because of them.
            CannotWatch(error);
        }
    }

    [LoggerMessage(EventId = 7001, Level = LogLevel.Error, Message = "The buttons no longer follow where the migration stands")]
    private partial void CannotWatch(Exception error);
}
