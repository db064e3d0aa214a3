using System.Globalization;
using AppHost.Running;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using MySqlRuntime;

namespace AppHost.Faults;

/// <summary>
/// What can happen to a process: it dies without a word (SIGKILL), or it stands still with all its connections open (SIGSTOP) and goes on later (SIGCONT).
/// A resource that has no process of this machine, such as a container of Aspire's own, has none of these.
/// </summary>
internal static class ProcessFaults
{
    /// <summary>The state shown of a resource that stands still, in the word that Aspire has for a container's.</summary>
    public const string Paused = "Paused";
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    public static bool CanBeKilled(CustomResourceSnapshot snapshot) => Is(snapshot, KnownResourceStates.Running, Paused) && FaultTarget.Of(snapshot) is not null;

    public static bool CanBePaused(CustomResourceSnapshot snapshot) => Is(snapshot, KnownResourceStates.Running) && FaultTarget.Of(snapshot) is not null && PosixSignal.AreThere;

    public static bool CanBeResumed(CustomResourceSnapshot snapshot) => Is(snapshot, Paused);

    public static async Task<ExecuteCommandResult> KillAsync(ExecuteCommandContext context)
    {
        var notifications = context.Services.GetRequiredService<ResourceNotificationService>();
        if (Find(notifications, context) is not var (resource, target))
        {
            return NoProcess(context);
        }

        var ended = notifications.WaitForResourceAsync(resource.Name, LabStates.HasEnded, context.CancellationToken);
        if (await target.KillAsync(context.CancellationToken) is { } reason)
        {
            return CommandResults.Failure($"'{resource.Name}' ({target}) could not be killed: {reason}");
        }

        try
        {
            var end = (await ended.WaitAsync(LongestEnd, context.CancellationToken)).Snapshot;
            var exitCode = end.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $" with exit code {code}") : string.Empty;
            return CommandResults.Success($"'{resource.Name}' ({target}) was killed: {end.State?.Text}{exitCode}. start or restart brings it back.");
        }
        catch (TimeoutException)
        {
            return CommandResults.Failure(string.Create(CultureInfo.InvariantCulture, $"'{resource.Name}' ({target}) was sent SIGKILL, and has not ended within {LongestEnd.TotalSeconds:0} s."));
        }
    }

    public static Task<ExecuteCommandResult> PauseAsync(ExecuteCommandContext context) => SignalAsync(
        context,
        target => target.PauseAsync(context.CancellationToken),
        new ResourceStateSnapshot(Paused, "warning"),
        "stands still: its connections stay open and nothing is answered. resume lets it go on.");

    public static Task<ExecuteCommandResult> ResumeAsync(ExecuteCommandContext context) =>
        SignalAsync(context, target => target.ResumeAsync(context.CancellationToken), KnownResourceStates.Running, "goes on.");

    private static async Task<ExecuteCommandResult> SignalAsync(ExecuteCommandContext context, Func<FaultTarget, Task<string?>> signal, ResourceStateSnapshot? state, string says)
    {
        var notifications = context.Services.GetRequiredService<ResourceNotificationService>();
        if (Find(notifications, context) is not var (resource, target))
        {
            return NoProcess(context);
        }

        if (await signal(target) is { } reason)
        {
            return CommandResults.Failure($"'{resource.Name}' ({target}) could not be signalled: {reason}");
        }

        // It may have ended meanwhile: that is then what is shown.
        await notifications.PublishUpdateAsync(resource, snapshot => Is(snapshot, KnownResourceStates.Running, Paused) ? snapshot with { State = state } : snapshot);
        return CommandResults.Success($"'{resource.Name}' ({target}) {says}");
    }

    private static (IResource Resource, FaultTarget Target)? Find(ResourceNotificationService notifications, ExecuteCommandContext context) =>
        notifications.TryGetCurrentState(context.ResourceName, out var now) && CanBeKilled(now.Snapshot) && FaultTarget.Of(now.Snapshot) is { } target ? (now.Resource, target) : null;

    private static ExecuteCommandResult NoProcess(ExecuteCommandContext context) => CommandResults.Failure($"'{context.ResourceName}' has no process of this machine that runs.");

    private static bool Is(CustomResourceSnapshot snapshot, params ReadOnlySpan<string> states) => snapshot.State is { } state && states.Contains(state.Text);
}
