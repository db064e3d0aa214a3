using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Presses the commands of resources.</summary>
public class ResourceCommandService
{
    private readonly ResourceCatalog catalog;
    private readonly ResourceNotificationService notifications;
    private readonly ResourceLoggerService loggers;
    private readonly ApplicationOrchestrator orchestrator;
    private readonly IServiceProvider services;

    internal ResourceCommandService(
        ResourceCatalog catalog,
        ResourceNotificationService notifications,
        ResourceLoggerService loggers,
        ApplicationOrchestrator orchestrator,
        IServiceProvider services)
    {
        this.catalog = catalog;
        this.notifications = notifications;
        this.loggers = loggers;
        this.orchestrator = orchestrator;
        this.services = services;
    }

    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(catalog.Find(resourceId), commandName, cancellationToken);

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        try
        {
            return await PressAsync(resource, commandName, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception error)
        {
            return CommandResults.Failure(error.Message);
        }
    }

    private async Task<ExecuteCommandResult> PressAsync(IResource resource, string command, CancellationToken cancellationToken)
    {
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().FirstOrDefault(own => own.Name == command) is { } own)
        {
            return await PressOwnAsync(resource, own, cancellationToken);
        }

        if (command == KnownResourceCommands.StopCommand || command == KnownResourceCommands.RestartCommand)
        {
            await orchestrator.StopAsync(resource, cancellationToken);
        }

        if (command == KnownResourceCommands.StartCommand || command == KnownResourceCommands.RestartCommand)
        {
            await orchestrator.StartAsync(resource, cancellationToken);
        }
        else if (command != KnownResourceCommands.StopCommand)
        {
            return CommandResults.Failure($"'{resource.Name}' has no command '{command}'.");
        }

        return CommandResults.Success();
    }

    private async Task<ExecuteCommandResult> PressOwnAsync(IResource resource, ResourceCommandAnnotation own, CancellationToken cancellationToken)
    {
        if (own.Options.UpdateState is { } update
            && notifications.TryGetCurrentState(resource.Name, out var current)
            && update(new UpdateCommandStateContext { ResourceSnapshot = current.Snapshot }) != ResourceCommandState.Enabled)
        {
            return CommandResults.Failure($"'{own.DisplayName}' cannot be pressed while '{resource.Name}' is {current.Snapshot.State?.Text}.");
        }

        return await own.ExecuteCommand(new ExecuteCommandContext
        {
            Services = services,
            ResourceName = resource.Name,
            Logger = loggers.GetLogger(resource),
            CancellationToken = cancellationToken,
        });
    }
}
