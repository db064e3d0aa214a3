using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Integration.Traffic;

/// <summary>The lab's host: starts and stops the instances by name.</summary>
internal sealed class FakeHost(Uri control, string token, IReadOnlyList<FakeInstance> instances) : IAsyncDisposable
{
    private WebApplication? _app;

    public Uri Control => control;

    /// <summary>Fault: refuses this command of this instance, e.g. <c>start api-blue</c>.</summary>
    public string? Refuses { get; set; }

    /// <summary>Fault: the control API breaks the connection off.</summary>
    public bool IsDown { get; set; }

    /// <summary>What was asked for, e.g. <c>start api-blue</c>.</summary>
    public List<string> Commands { get; } = [];

    public async Task StartAsync()
    {
        _app = FakeServer.Create(control);
        _app.Run(ControlAsync);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private async Task ControlAsync(HttpContext http)
    {
        if (IsDown)
        {
            http.Abort();
            return;
        }

        if (await FakeServer.IsRefusedAsync(http, token))
        {
            return;
        }

        // /control/resources/{name}[/commands/{command}]
        var parts = http.Request.Path.Value!.Trim('/').Split('/');
        if (instances.FirstOrDefault(instance => instance.Name == parts[2]) is not { } instance)
        {
            await FakeServer.RefuseAsync(http, StatusCodes.Status404NotFound, "unknown", $"no resource {parts[2]}");
            return;
        }

        if (parts.Length < 5)
        {
            await http.Response.WriteAsJsonAsync(new
            {
                name = instance.Name,
                type = "Project",
                state = instance.IsRunning ? "Running" : "Exited",
                commands = new[] { new { name = "start", displayName = "Start", enabled = true }, new { name = "stop", displayName = "Stop", enabled = true } },
            });
            return;
        }

        var asked = $"{parts[4]} {instance.Name}";
        Commands.Add(asked);
        if (asked == Refuses || (parts[4] == "start") == instance.IsRunning)
        {
            await FakeServer.RefuseAsync(http, StatusCodes.Status409Conflict, "refused", $"cannot {asked} now");
            return;
        }

        await (parts[4] == "start" ? instance.StartAsync() : instance.StopAsync());
        await http.Response.WriteAsJsonAsync(new { success = true, message = asked });
    }
}
