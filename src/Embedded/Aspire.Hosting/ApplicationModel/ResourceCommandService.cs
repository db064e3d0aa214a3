using System.Collections.Concurrent;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Presses the commands of resources.</summary>
public class ResourceCommandService
{
    private readonly ConcurrentDictionary<(string Resource, string Command), bool> inFlight = new();
    private readonly ResourceCatalog catalog;
    private readonly ResourceNotificationService notifications;
    private readonly ResourceLoggerService loggers;
    private readonly IServiceProvider services;

    internal ResourceCommandService(ResourceCatalog catalog, ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
    {
        this.catalog = catalog;
        this.notifications = notifications;
        this.loggers = loggers;
        this.services = services;
    }

    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(catalog.Find(resourceId), commandName, cancellationToken);

    /// <summary>What a command throws becomes a failure with its message. A command that is being carried out cannot be pressed again.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        if (ResourceCommandAnnotation.Of(resource).FirstOrDefault(command => command.Name == commandName) is not { } command)
        {
            return CommandResults.Failure($"'{resource.Name}' has no command '{commandName}'; it has: {string.Join(", ", ResourceCommandAnnotation.Of(resource).Select(own => own.Name))}.");
        }

        if (!inFlight.TryAdd((resource.Name, commandName), true))
        {
            return CommandResults.Failure($"'{command.DisplayName}' of '{resource.Name}' is already being carried out.");
        }

        try
        {
            return await PressAsync(resource, command, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception error)
        {
            return CommandResults.Failure(error.Message);
        }
        finally
        {
            inFlight.TryRemove((resource.Name, commandName), out _);
        }
    }

    private Task<ExecuteCommandResult> PressAsync(IResource resource, ResourceCommandAnnotation command, CancellationToken cancellationToken)
    {
        // A start or stop says itself why it cannot be; a command of the application's own relies on the state it asked for.
        var isOwn = resource.Annotations.Contains(command);
        if (isOwn && notifications.TryGetCurrentState(resource.Name, out var current) && command.StateIn(current.Snapshot) != ResourceCommandState.Enabled)
        {
            return Task.FromResult(CommandResults.Failure($"'{command.DisplayName}' cannot be pressed while '{resource.Name}' is {current.Snapshot.State?.Text}."));
        }

        return command.ExecuteCommand(new ExecuteCommandContext
        {
            Services = services,
            ResourceName = resource.Name,
            Logger = loggers.GetLogger(resource),
            CancellationToken = cancellationToken,
        });
    }
}
