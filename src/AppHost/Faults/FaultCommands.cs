using System.Globalization;
using AppHost.Running;
using AppHost.Standing;
using AppHost.Topology;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;

namespace AppHost.Faults;

/// <summary>Faults to play with, as commands of what they befall.</summary>
internal static class FaultCommands
{
    /// <summary>Longer than any limit of a cutover waits for the target to catch up.</summary>
    public const int LagSeconds = 30;

    public static void AddFaultCommands(this MigrationTopology migration, Lab lab, LabSecrets secrets, MigrationWatch watch)
    {
        var sites = new[] { migration.Blue, migration.Green, migration.Vpc };
        foreach (var resource in (IEnumerable<IResourceBuilder<IResource>>)[migration.Source.Resource, migration.Target.Resource, migration.Proxy, .. sites.SelectMany(site => site.Services), migration.OldEdge, migration.NewEdge, migration.Dns])
        {
            resource.WithProcessFaults();
        }

        var delay = string.Create(CultureInfo.InvariantCulture, $"apply the source's transactions {LagSeconds} s late");
        migration.Target.Resource
            .WithRuledCommand(
                "inject-lag",
                "Inject lag",
                context => SetDelayAsync(migration, secrets, watch, LagSeconds, context),
                Fault("Timer", $"Fault: {delay}.", $"Let mysql-rds {delay}?"),
                lab,
                watch,
                standing => standing.Target?.Replica switch
                {
                    { Runs: true, DelaySeconds: 0 } => null,
                    { Runs: true } => "mysql-rds is held back already",
                    _ => "mysql-rds does not replicate",
                })
            .WithRuledCommand(
                "remove-lag",
                "Remove lag",
                context => SetDelayAsync(migration, secrets, watch, 0, context),
                Fault("TimerOff", "Ends the fault: apply the source's transactions at once.", "Let mysql-rds catch up?"),
                lab,
                watch,
                standing => standing.Target?.Replica is { DelaySeconds: > 0 } ? null : "mysql-rds is not held back");
    }

    /// <summary>Kill, pause and resume: what can befall any process.</summary>
    public static IResourceBuilder<T> WithProcessFaults<T>(this IResourceBuilder<T> resource)
        where T : IResource
    {
        var name = resource.Resource.Name;
        return resource
            .WithCommand("kill", "Kill", ProcessFaults.KillAsync, Fault("Skull", "Fault: the process dies at once (SIGKILL).", $"Kill {name}?", ProcessFaults.CanBeKilled))
            .WithCommand("pause", "Pause", ProcessFaults.PauseAsync, Fault("Pause", "Fault: the process stands still, its connections stay open (SIGSTOP).", $"Pause {name}?", ProcessFaults.CanBePaused))
            .WithCommand("resume", "Resume", ProcessFaults.ResumeAsync, Fault("Play", "Ends the fault: the process goes on (SIGCONT).", confirmation: null, ProcessFaults.CanBeResumed));
    }

    private static async Task<ExecuteCommandResult> SetDelayAsync(MigrationTopology migration, LabSecrets secrets, MigrationWatch watch, int seconds, ExecuteCommandContext context)
    {
        try
        {
            await ReplicaDelay.SetAsync((await migration.Target.ConnectionString("root", secrets.Root).GetValueAsync(context.CancellationToken))!, seconds, context.CancellationToken);
        }
        catch (MySqlException error)
        {
            return CommandResults.Failure($"'{context.ResourceName}' could not be told: {error.Message}");
        }

        await watch.LookAsync(context.Services.GetRequiredService<ResourceNotificationService>(), context.CancellationToken);
        return CommandResults.Success(seconds == 0
            ? $"'{context.ResourceName}' applies the source's transactions at once again, and catches up."
            : string.Create(CultureInfo.InvariantCulture, $"'{context.ResourceName}' now applies the source's transactions {seconds} s late (SOURCE_DELAY; by the lab as root, on RDS: CALL mysql.rds_set_source_delay({seconds})). remove-lag ends it."));
    }

    private static CommandOptions Fault(string icon, string description, string? confirmation, Func<CustomResourceSnapshot, bool>? makesSense = null) => new()
    {
        Description = description,
        ConfirmationMessage = confirmation,
        IconName = icon,
        UpdateState = makesSense is null ? null : context => makesSense(context.ResourceSnapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
    };
}
