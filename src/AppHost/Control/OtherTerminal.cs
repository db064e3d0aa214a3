using AppHost.CommandLine;
using AppHost.Running;
using Rehearsal.CommandLine;

namespace AppHost.Control;

/// <summary>The second terminal: looks at a running lab and presses its commands.</summary>
internal static class OtherTerminal
{
    public static async Task<int> RunAsync(LabRequest request, string? lab, LabTerminal terminal)
    {
        using var interrupts = new Interrupts();
        try
        {
            var running = RunningLabs.Find(LabFolder.DefaultRoot);
            using var client = new ControlClient(RunningLabs.Choose(running, lab));
            return request switch
            {
                PsRequest => await ShowAsync(client, running, lab, terminal, interrupts.Requested),
                DoRequest press => await PressAsync(client, press, terminal, interrupts.Requested),
                LogsRequest logs => await LogsAsync(client, logs, interrupts.Requested),
                _ => throw new InvalidOperationException($"{request.GetType().Name} is not for another terminal."),
            };
        }
        catch (NoLabException error)
        {
            terminal.Fail(error.Message);
            return LabExitCode.NoLab;
        }
        catch (ControlRefusedException error)
        {
            terminal.Fail(error.Message);
            return error.IsMistake ? ExitCode.Usage : ExitCode.Failed;
        }
        catch (OperationCanceledException) when (interrupts.HaveCome)
        {
            return ExitCode.Interrupted;
        }
    }

    private static async Task<int> ShowAsync(ControlClient client, IReadOnlyList<ControlAccess> running, string? lab, LabTerminal terminal, CancellationToken cancellation)
    {
        var resources = await client.ResourcesAsync(cancellation);
        if (running.Count > 1)
        {
            terminal.Announce($"{running.Count} labs are running: {string.Join(", ", running.Select(access => access.Lab))}. This is {RunningLabs.Choose(running, lab).Lab}; choose with --lab.");
        }

        terminal.ShowResources(resources);
        return ExitCode.Passed;
    }

    private static async Task<int> PressAsync(ControlClient client, DoRequest press, LabTerminal terminal, CancellationToken cancellation)
    {
        var answer = await client.PressAsync(press.Resource, press.Command, cancellation);
        terminal.Announce(answer.Message ?? $"'{press.Command}' of '{press.Resource}' is done.");
        return ExitCode.Passed;
    }

    private static async Task<int> LogsAsync(ControlClient client, LogsRequest logs, CancellationToken cancellation)
    {
        foreach (var line in await client.LogsAsync(logs.Resource, logs.Tail, cancellation))
        {
            Console.WriteLine(line);
        }

        return ExitCode.Passed;
    }
}
