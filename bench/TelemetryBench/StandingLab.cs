using AppHost.Control;
using AppHost.Running;

namespace TelemetryBench;

/// <summary>A lab in a process of its own, stood up by the program a person starts; its buttons are pressed as a second terminal presses them.</summary>
internal sealed class StandingLab : IAsyncDisposable
{
    private readonly ChildProgram program;
    private readonly ControlClient control;

    private StandingLab(ChildProgram program)
    {
        this.program = program;
        control = new ControlClient(RunningLabs.Find(LabFolder.DefaultRoot).Single(access => access.ProcessId == program.Id));
    }

    /// <param name="collector">Null: without telemetry.</param>
    /// <exception cref="InvalidOperationException">It did not come up; the message has its own words.</exception>
    public static async Task<StandingLab> StartAsync(string outputFolder, string? collector) =>
        new(await ChildProgram.StartAsync("the lab", "LabProgram", ["--out", outputFolder], "The lab is up.", [], collector));

    /// <summary>Where the application answers, up to and with <c>/api</c>.</summary>
    public async Task<Uri> ApiAsync()
    {
        const string Health = "/health";
        var edge = (await control.ResourcesAsync(CancellationToken.None)).Single(resource => resource.Name == "edge-lightsail");
        var health = edge.Urls.Select(url => url.Url).Single(url => url.EndsWith(Health, StringComparison.Ordinal));
        return new Uri(health[..^Health.Length]);
    }

    /// <exception cref="InvalidOperationException">The runbook was refused or failed; the message says why.</exception>
    public async Task PressAsync(string runbook)
    {
        try
        {
            await control.PressAsync("mysql-rds", runbook, CancellationToken.None);
        }
        catch (ControlRefusedException refusal)
        {
            throw new InvalidOperationException($"{runbook}: {refusal.Message}", refusal);
        }
    }

    public ValueTask DisposeAsync()
    {
        control.Dispose();
        return program.DisposeAsync();
    }
}
