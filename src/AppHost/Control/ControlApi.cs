using System.Collections.Concurrent;
using System.Globalization;
using AppHost.Running;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AppHost.Control;

/// <summary>What can be asked of and done to the resources. Written against Aspire's public API alone, so that it serves both package sets.</summary>
internal sealed class ControlApi(DistributedApplication app, LabStates states, CommandRules rules, CancellationToken stopping)
{
    public const int DefaultTail = 100;
    public const int LongestTail = 2000;
    private readonly ConcurrentDictionary<(string Resource, string Command), bool> inFlight = new();

    public void Map(IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/control");
        control.MapGet("/resources", () => Json(new ResourcesAnswer([.. states.Events.Select(View)])));
        control.MapGet("/resources/{name}", (string name) => states.Find(name) is { } found ? Json(View(found)) : Unknown(name));
        control.MapPost("/resources/{name}/commands/{command}", PressAsync);
        control.MapGet("/resources/{name}/logs", LogsAsync);
    }

    private static IResult Json<T>(T answer) => Results.Json(answer, ControlJson.Options);

    private static ResourceView View(ResourceEvent change) => ResourceView.Of(change.Resource.Name, change.Snapshot);

    private IResult Unknown(string name) => ControlRefusal.UnknownResource(name, states.Events.Select(change => change.Resource.Name));

    private async Task<IResult> PressAsync(string name, string command)
    {
        if (states.Find(name) is not { } found)
        {
            return Unknown(name);
        }

        var resource = found.Resource;
        if (found.Snapshot.Commands.FirstOrDefault(known => known.Name == command) is not { } known)
        {
            return ControlRefusal.UnknownCommand(resource.Name, command, found.Snapshot.Commands.Select(other => other.Name));
        }

        if (!inFlight.TryAdd((resource.Name, command), true))
        {
            return ControlRefusal.Refused($"'{known.DisplayName}' of '{resource.Name}' is already being carried out.");
        }

        try
        {
            if (known.State != ResourceCommandState.Enabled && rules.Has(resource.Name, command))
            {
                // What its state was told by may be seconds old; whoever presses one command after the other would be refused without a reason.
                await rules.Look(app.ResourceNotifications, stopping);
                found = states.Find(name) ?? found;
                known = found.Snapshot.Commands.FirstOrDefault(other => other.Name == command) ?? known;
            }

            return known.State == ResourceCommandState.Enabled
                ? await CarryOutAsync(resource, known)
                : ControlRefusal.Refused($"'{known.DisplayName}' of '{resource.Name}' cannot be pressed now: {rules.WhyNot(resource.Name, command) ?? $"its state is {found.Snapshot.State?.Text ?? "not known yet"}"}.");
        }
        finally
        {
            inFlight.TryRemove((resource.Name, command), out _);
        }
    }

    /// <summary>Whoever pressed it may leave: a command that has begun is carried through, and only the end of the lab cuts it short.</summary>
    private async Task<IResult> CarryOutAsync(IResource resource, ResourceCommandSnapshot command)
    {
        var result = await app.ResourceCommands.ExecuteCommandAsync(resource, command.Name, stopping);
        return result switch
        {
            { Success: true } => Json(new CommandAnswer(true, result.Message)),
            { Canceled: true } => ControlRefusal.Refused(result.Message ?? $"'{command.DisplayName}' of '{resource.Name}' was cancelled."),
            _ => ControlRefusal.Refused(result.Message ?? $"'{command.DisplayName}' of '{resource.Name}' failed and said no more."),
        };
    }

    private async Task<IResult> LogsAsync(string name, HttpRequest request)
    {
        if (states.Find(name) is not { } found)
        {
            return Unknown(name);
        }

        var asked = request.Query["tail"].ToString();
        var tail = DefaultTail;
        if (asked.Length > 0 && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out tail) || tail is < 1 or > LongestTail))
        {
            return ControlRefusal.BadTail(asked, LongestTail);
        }

        var lines = new Queue<string>();
        await foreach (var batch in app.Services.GetRequiredService<ResourceLoggerService>().GetAllAsync(found.Resource))
        {
            foreach (var line in batch)
            {
                lines.Enqueue(line.Content);
                if (lines.Count > tail)
                {
                    lines.Dequeue();
                }
            }
        }

        return Json(new LogsAnswer(found.Resource.Name, [.. lines]));
    }
}
