using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Start, stop and restart, which every resource with a process has beside its own commands.</summary>
internal static class LifecycleCommands
{
    private static readonly ResourceCommandAnnotation[] All =
    [
        new(KnownResourceCommands.StartCommand, "Start", StartAsync, new CommandOptions { IconName = "Play", IconVariant = IconVariant.Filled, IsHighlighted = true, UpdateState = CanStart }),
        new(KnownResourceCommands.StopCommand, "Stop", StopAsync, new CommandOptions { IconName = "Stop", IconVariant = IconVariant.Filled, IsHighlighted = true, UpdateState = CanStop }),
        new(KnownResourceCommands.RestartCommand, "Restart", RestartAsync, new CommandOptions { IconName = "ArrowCounterclockwise", IconVariant = IconVariant.Regular, UpdateState = CanRestart }),
    ];

    private static readonly string[] NotUp = [KnownResourceStates.NotStarted, KnownResourceStates.Waiting, KnownResourceStates.Starting, KnownResourceStates.Stopping];

    public static IEnumerable<ResourceCommandAnnotation> Of(IResource resource) => resource is ParameterResource or IResourceWithParent ? [] : All;

    private static async Task<ExecuteCommandResult> StartAsync(ExecuteCommandContext context)
    {
        await OrchestratorOf(context).StartAsync(ResourceOf(context), context.CancellationToken);
        return CommandResults.Success($"'{context.ResourceName}' was started.");
    }

    private static async Task<ExecuteCommandResult> StopAsync(ExecuteCommandContext context)
    {
        await OrchestratorOf(context).StopAsync(ResourceOf(context), context.CancellationToken);
        return CommandResults.Success($"'{context.ResourceName}' was stopped.");
    }

    private static async Task<ExecuteCommandResult> RestartAsync(ExecuteCommandContext context)
    {
        await OrchestratorOf(context).StopAsync(ResourceOf(context), context.CancellationToken);
        await OrchestratorOf(context).StartAsync(ResourceOf(context), context.CancellationToken);
        return CommandResults.Success($"'{context.ResourceName}' was restarted.");
    }

    private static ResourceCommandState CanStart(UpdateCommandStateContext context) => context.ResourceSnapshot switch
    {
        var snapshot when snapshot.IsTerminal || snapshot.State?.Text == KnownResourceStates.NotStarted => ResourceCommandState.Enabled,
        { State: null } => ResourceCommandState.Disabled,
        { State.Text: var state } when state == KnownResourceStates.Starting || state == KnownResourceStates.Waiting => ResourceCommandState.Disabled,
        _ => ResourceCommandState.Hidden,
    };

    private static ResourceCommandState CanStop(UpdateCommandStateContext context) => context.ResourceSnapshot.State?.Text switch
    {
        var state when state is not null && IsUp(context.ResourceSnapshot) => ResourceCommandState.Enabled,
        var state when state == KnownResourceStates.Stopping => ResourceCommandState.Disabled,
        _ => ResourceCommandState.Hidden,
    };

    /// <summary>Also after a crash, when Aspire itself would only offer a start: what crashed is restarted by the same word.</summary>
    private static ResourceCommandState CanRestart(UpdateCommandStateContext context) =>
        context.ResourceSnapshot.IsTerminal || IsUp(context.ResourceSnapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    /// <summary>Running, or in a state of the application's own naming, which it shows of a process that lives.</summary>
    private static bool IsUp(CustomResourceSnapshot snapshot) => !snapshot.IsTerminal && snapshot.State is { } state && !NotUp.Contains(state.Text);

    private static ApplicationOrchestrator OrchestratorOf(ExecuteCommandContext context) => context.Services.GetRequiredService<ApplicationOrchestrator>();

    private static IResource ResourceOf(ExecuteCommandContext context) => context.Services.GetRequiredService<ResourceCatalog>().Find(context.ResourceName);
}
