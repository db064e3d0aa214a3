using System.Globalization;
using AppHost.Control;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Rehearsal.CommandLine;

namespace AppHost.Running;

/// <summary>The lab while it is up: standing up, the rehearsal, waiting, and the way down.</summary>
internal sealed class RunningLab(DistributedApplication app, Lab lab, Interrupts interrupts, LabTerminal terminal) : IAsyncDisposable
{
    private const string RehearsalName = "rehearsal";

    /// <summary>Longer than the stand-in gives itself, whose message says more. Aspire itself may fetch an image, and starts every project by <c>dotnet run</c>.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(LabPackages.AreEmbedded ? 150 : 600);
    private readonly LabStates states = new(app.ResourceNotifications);
    private bool isStopping;

    /// <exception cref="DistributedApplicationException">A resource did not get healthy; the message names it.</exception>
    public async Task StandUpAsync(IReadOnlyList<string> healthy)
    {
        terminal.Announce("Standing up the lab");
        await using var registration = interrupts.Requested.Register(AnnounceStop);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(interrupts.Requested);
        deadline.CancelAfter(LongestStart);
        var ready = healthy.Select(name => ReadyAsync(name, deadline.Token)).ToList();
        try
        {
            await lab.Control.StartAsync(app, states, lab.Folder.Path, TimeProvider.System, deadline.Token);
            await app.StartAsync(deadline.Token);
            await Task.WhenAll(ready);
        }
        catch (OperationCanceledException) when (!interrupts.HaveCome)
        {
            var missing = healthy.Where(name => !states.IsHealthy(name)).ToList();
            var tails = await Task.WhenAll(missing.Select(async name => $"{name}: {await TailAsync(name)}"));
            throw new DistributedApplicationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Not healthy after {LongestStart.TotalSeconds:0} s: {string.Join(", ", missing.Select(states.Describe))}.\n{string.Join('\n', tails)}"));
        }
    }

    /// <summary>Leaves the lab to the user until Ctrl+C.</summary>
    public async Task<int> WaitAsync()
    {
        terminal.ShowResources(states.Events.Select(change => ResourceView.Of(change.Resource.Name, change.Snapshot)));
        terminal.Announce("The lab is up. Ctrl+C stops it. From another terminal: dotnet run --project src/AppHost -- ps | do <resource> <command> | logs <resource>");
        terminal.Announce(lab.Dashboard.Describe());
        states.OnChange = terminal.ShowChange;
        await interrupts.FirstAsync();
        return ExitCode.Passed;
    }

    /// <summary>Plays the rehearsal on this terminal and returns its exit code.</summary>
    public async Task<int> RehearseAsync(RehearsalConsole console, bool keepsLab)
    {
        if (lab.Dashboard.IsStarted)
        {
            terminal.Announce(lab.Dashboard.Describe());
        }

        console.Open();
        var started = await app.ResourceCommands.ExecuteCommandAsync(RehearsalName, KnownResourceCommands.StartCommand, interrupts.Requested);
        interrupts.Requested.ThrowIfCancellationRequested();
        if (!started.Success)
        {
            throw new DistributedApplicationException($"'{RehearsalName}' could not be started: {started.Message}");
        }

        var exitCode = await PlayAsync(console);
        if (interrupts.HaveCome)
        {
            return ExitCode.Interrupted;
        }

        if (keepsLab)
        {
            await WaitAsync();
        }

        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        AnnounceStop();
        try
        {
            await app.StopAsync(interrupts.Hurry);
        }
        catch (OperationCanceledException)
        {
            // Hurried; disposing ends what is left.
        }

        // After the resources: a program that undoes its work on the way down still needs it.
        await lab.Control.DisposeAsync();
        await states.DisposeAsync();
        await app.DisposeAsync();
    }

    private void AnnounceStop()
    {
        if (!isStopping)
        {
            isStopping = true;
            terminal.Announce("Stopping the lab");
        }
    }

    private async Task ReadyAsync(string name, CancellationToken deadline)
    {
        await app.ResourceNotifications.WaitForResourceHealthyAsync(name, deadline);
        terminal.ShowReady(name);
    }

    private async Task<string> TailAsync(string resource) => states.Find(resource) is { } found ? await LogTail.ReadAsync(app, found.Resource) : "It was not there.";

    private async Task<int> PlayAsync(RehearsalConsole console)
    {
        var ended = app.ResourceNotifications.WaitForResourceAsync(RehearsalName, LabStates.HasEnded, CancellationToken.None);
        var copying = console.CopyAsync(Console.OpenStandardOutput(), ended);
        if (await Task.WhenAny(ended, interrupts.FirstAsync()) != ended)
        {
            // It undoes what it has begun; a second Ctrl+C cuts that short.
            await app.ResourceCommands.ExecuteCommandAsync(RehearsalName, KnownResourceCommands.StopCommand, interrupts.Hurry);
        }

        var exitCode = (await ended).Snapshot.ExitCode;
        await copying;
        if (exitCode is ExitCode.Passed or ExitCode.Failed or ExitCode.Inconclusive or ExitCode.Interrupted)
        {
            return exitCode.Value;
        }

        // It had nothing to draw: what it said is in its log.
        if (!interrupts.HaveCome)
        {
            var end = exitCode is ExitCode.Usage ? "refused what it was given" : $"ended unexpectedly ({(exitCode is { } code ? $"exit code {code}" : "its exit code is not known")})";
            terminal.Fail($"The rehearsal {end}.\n{await TailAsync(RehearsalName)}");
        }

        return exitCode is ExitCode.Usage ? ExitCode.Usage : ExitCode.Failed;
    }
}
