using AppHost.Reports;
using AppHost.Running;
using AppHost.Standing;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Rehearsal.CommandLine;

namespace AppHost.Topology;

/// <summary>The rehearsal's own commands: play one phase on the lab as it stands, and the report of the last run.</summary>
internal static class PlayCommands
{
    public static IResourceBuilder<ProjectResource> WithPlayCommands(this IResourceBuilder<ProjectResource> rehearsal, Lab lab, MigrationWatch watch)
    {
        var asked = new AskedPhase();
        rehearsal.WithArgs(context => asked.PutInto(context.Args));
        foreach (var phase in Enum.GetValues<Phase>())
        {
            var name = PhaseNames.Of(phase);
            rehearsal.WithRuledCommand(
                $"play-{name}",
                $"Play {name}",
                context => PlayAsync(rehearsal.Resource, phase, asked, lab, watch, context),
                new CommandOptions
                {
                    Description = $"Plays {name} under load on the lab as it stands, judges it and writes a report. The lab stays where the phase leads.",
                    ConfirmationMessage = $"Play {name} ({lab.Options.Rehearsal.Profile.ToString().ToLowerInvariant()})?",
                    IconName = "PlayCircle",
                },
                lab,
                watch,
                standing => RunbookRules.WhyNotPlay(name, standing));
        }

        watch.Concerns(rehearsal.Resource, (snapshot, standing) => ReportLink.Show(snapshot, AddressOf(standing.LastReport, lab)));
        return rehearsal.WithRuledCommand(
            "open-report",
            "Open last report",
            _ => Task.FromResult(lab.Control.Reports.Newest() is { } run ? CommandResults.Success($"The last report: {Where(run, lab)}") : CommandResults.Failure("There is no report yet.")),
            new CommandOptions { Description = "Says where the newest report is: its file, and an address for a browser.", IconName = "DocumentSearch" },
            lab,
            watch,
            standing => standing.LastReport is null ? "there is no report yet" : null);
    }

    /// <summary>Ends with the verdict. Whoever pressed it may leave; the playing goes on.</summary>
    private static async Task<ExecuteCommandResult> PlayAsync(ProjectResource rehearsal, Phase phase, AskedPhase asked, Lab lab, MigrationWatch watch, ExecuteCommandContext context)
    {
        var notifications = context.Services.GetRequiredService<ResourceNotificationService>();
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        var before = notifications.TryGetCurrentState(context.ResourceName, out var now) ? now.Snapshot.StartTimeStamp : null;
        var earlier = lab.Control.Reports.Newest();
        var started = await asked.DuringAsync(phase, () => commands.ExecuteCommandAsync(rehearsal, KnownResourceCommands.StartCommand, context.CancellationToken));
        if (!started.Success)
        {
            return started;
        }

        var end = await notifications.WaitForResourceAsync(
            rehearsal.Name, change => change.Snapshot.StartTimeStamp != before && LabStates.HasEnded(change), context.CancellationToken);
        await watch.LookAsync(notifications, context.CancellationToken);
        var report = lab.Control.Reports.Newest() is { } run && run != earlier ? $" {Where(run, lab)}" : $" It wrote no report; its log says why: logs {rehearsal.Name}";
        var name = PhaseNames.Of(phase);
        return end.Snapshot.ExitCode switch
        {
            ExitCode.Passed => CommandResults.Success($"{name}: passed.{report}"),
            ExitCode.Failed => CommandResults.Failure($"{name}: failed.{report}"),
            ExitCode.Inconclusive => CommandResults.Failure($"{name}: inconclusive.{report}"),
            ExitCode.Interrupted => CommandResults.Failure($"{name}: interrupted.{report}"),
            var other => CommandResults.Failure($"{name}: ended unexpectedly (exit code {other?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not known"}).{report}"),
        };
    }

    private static string Where(string run, Lab lab) => $"{lab.Control.Reports.FileOf(run)}{(AddressOf(run, lab) is { } address ? $" – in a browser: {address}" : string.Empty)}";

    private static Uri? AddressOf(string? run, Lab lab) => run is not null && lab.Control.Server is { } server ? lab.Control.Reports.AddressOf(run, server) : null;
}
