using AppHost.Running;
using AppHost.Standing;
using Aspire.Hosting.ApplicationModel;

namespace AppHost.Topology;

/// <summary>The migration's runbooks as commands of the resources they move, in the order in which they are pressed; each can be pressed only while it makes sense.</summary>
internal static class RunbookCommands
{
    public static void AddRunbookCommands(this MigrationTopology migration, Lab lab, LabSecrets secrets, MigrationWatch watch)
    {
        var runbooks = new RunbookButtons(new RunbookProgram(lab, migration, secrets), lab, watch);
        migration.Target.Resource
            .WithRunbook(runbooks, "dump-and-load", "Dump and load", "ArrowDownload", "copy the source's database to the target")
            .WithRunbook(runbooks, "set-up-replication", "Set up replication", "ArrowSync", "fence the application on the target and replicate the source to it")
            .WithRunbook(runbooks, "cut-over", "Cut over", "ArrowRight", "move the application's writes from the source to the target", isHighlighted: true)
            .WithRunbook(runbooks, "set-up-reverse-replication", "Set up reverse replication", "ArrowSync", "make the old source a replica of the target")
            .WithRunbook(runbooks, "checksum", "Verify checksums", "CheckmarkCircle", "compare every row of both servers")
            .WithRunbook(runbooks, "roll-back", "Roll back", "ArrowLeft", "move the application's writes back to the source");
        migration.OldEdge
            .WithRunbook(runbooks, "deploy-services", "Deploy services", "Rocket", "start the new version, move its clients, stop the old one")
            .WithRunbook(runbooks, "roll-back-services", "Roll back services", "ArrowLeft", "bring the old version back")
            .WithRunbook(runbooks, "switch-nginx", "Switch upstream", "ArrowRight", "move the old edge's upstreams to the new network", isHighlighted: true)
            .WithRunbook(runbooks, "roll-back-nginx", "Roll back upstream", "ArrowLeft", "move the upstreams back")
            .WithRunbook(runbooks, "roll-back-all", "Roll back everything", "ArrowReset", "take everything back to the start: record, upstreams, services, database");
        migration.Dns
            .WithRunbook(runbooks, "switch-dns", "Switch DNS", "ArrowRight", "point the record to the new edge", isHighlighted: true)
            .WithRunbook(runbooks, "roll-back-dns", "Roll back DNS", "ArrowLeft", "point the record to the old edge again");
    }

    private static IResourceBuilder<T> WithRunbook<T>(
        this IResourceBuilder<T> resource, RunbookButtons buttons, string runbook, string displayName, string icon, string purpose, bool isHighlighted = false)
        where T : IResource => resource.WithRuledCommand(
            runbook,
            displayName,
            context => buttons.PressAsync(runbook, context),
            new CommandOptions
            {
                Description = $"Runbook {runbook}: {purpose}. Refused, with the reason, when its preconditions do not hold.",
                ConfirmationMessage = $"Run {runbook}: {purpose}?",
                IconName = icon,
                IsHighlighted = isHighlighted,
            },
            buttons.Lab,
            buttons.Watch,
            standing => RunbookRules.WhyNot(runbook, standing),
            snapshot => snapshot.State?.Text == KnownResourceStates.Running);
}
