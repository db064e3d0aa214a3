using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using AppHost.Running;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using MySqlRuntime;

namespace AppHost.Faults;

/// <summary>
/// What can happen to a process: it dies without a word (SIGKILL), or it stands still with all its connections open (SIGSTOP) and goes on later (SIGCONT).
/// A resource without a process of this machine, such as a container, has none of these.
/// </summary>
internal static class ProcessFaults
{
    /// <summary>The state shown of a resource that stands still, in the word that Aspire has for a container's.</summary>
    public const string Paused = "Paused";
    private const string ProcessId = "executable.pid";
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);

    public static bool CanBeKilled(CustomResourceSnapshot snapshot) => Is(snapshot, KnownResourceStates.Running, Paused) && ProcessOf(snapshot) is not null;

    public static bool CanBePaused(CustomResourceSnapshot snapshot) => Is(snapshot, KnownResourceStates.Running) && ProcessOf(snapshot) is not null && PosixSignal.AreThere;

    public static bool CanBeResumed(CustomResourceSnapshot snapshot) => Is(snapshot, Paused);

    public static async Task<ExecuteCommandResult> KillAsync(ExecuteCommandContext context)
    {
        var notifications = context.Services.GetRequiredService<ResourceNotificationService>();
        if (Find(notifications, context) is not var (resource, pid))
        {
            return NoProcess(context);
        }

        var ended = notifications.WaitForResourceAsync(resource.Name, LabStates.HasEnded, context.CancellationToken);
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return CommandResults.Failure($"'{resource.Name}' (process {pid}) could not be killed: {error.Message}");
        }

        try
        {
            var end = (await ended.WaitAsync(LongestEnd, context.CancellationToken)).Snapshot;
            var exitCode = end.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $" with exit code {code}") : string.Empty;
            return CommandResults.Success($"'{resource.Name}' (process {pid}) was killed: {end.State?.Text}{exitCode}. start or restart brings it back.");
        }
        catch (TimeoutException)
        {
            return CommandResults.Failure(string.Create(CultureInfo.InvariantCulture, $"'{resource.Name}' (process {pid}) was sent SIGKILL, and has not ended within {LongestEnd.TotalSeconds:0} s."));
        }
    }

    public static Task<ExecuteCommandResult> PauseAsync(ExecuteCommandContext context) => SignalAsync(
        context,
        PosixSignal.Stop,
        new ResourceStateSnapshot(Paused, "warning"),
        "stands still: its connections stay open and nothing is answered. resume lets it go on.");

    public static Task<ExecuteCommandResult> ResumeAsync(ExecuteCommandContext context) =>
        SignalAsync(context, PosixSignal.Continue, KnownResourceStates.Running, "goes on.");

    private static async Task<ExecuteCommandResult> SignalAsync(ExecuteCommandContext context, int signal, ResourceStateSnapshot? state, string says)
    {
        var notifications = context.Services.GetRequiredService<ResourceNotificationService>();
        if (Find(notifications, context) is not var (resource, pid))
        {
            return NoProcess(context);
        }

        if (PosixSignal.SendToTree(pid, signal) is { } reason)
        {
            return CommandResults.Failure($"'{resource.Name}' (process {pid}) could not be signalled: {reason}");
        }

        // It may have ended meanwhile: that is then what is shown.
        await notifications.PublishUpdateAsync(resource, snapshot => Is(snapshot, KnownResourceStates.Running, Paused) ? snapshot with { State = state } : snapshot);
        return CommandResults.Success($"'{resource.Name}' (process {pid}) {says}");
    }

    private static (IResource Resource, int ProcessId)? Find(ResourceNotificationService notifications, ExecuteCommandContext context) =>
        notifications.TryGetCurrentState(context.ResourceName, out var now) && CanBeKilled(now.Snapshot) && ProcessOf(now.Snapshot) is { } pid ? (now.Resource, pid) : null;

    private static ExecuteCommandResult NoProcess(ExecuteCommandContext context) => CommandResults.Failure($"'{context.ResourceName}' has no process of this machine that runs.");

    private static bool Is(CustomResourceSnapshot snapshot, params ReadOnlySpan<string> states) => snapshot.State is { } state && states.Contains(state.Text);

    private static int? ProcessOf(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(property => property.Name == ProcessId)?.Value is { } pid ? Convert.ToInt32(pid, CultureInfo.InvariantCulture) : null;
}
