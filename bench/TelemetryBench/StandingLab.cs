using System.Diagnostics;
using System.Reflection;
using AppHost.Control;
using AppHost.Running;
using MySqlRuntime;

namespace TelemetryBench;

/// <summary>A lab in a process of its own, stood up by the program a person starts; its buttons are pressed as a second terminal presses them.</summary>
internal sealed class StandingLab : IAsyncDisposable
{
    private const string IsUp = "The lab is up.";

    private readonly Process process;
    private readonly Task reading;
    private readonly TaskCompletionSource up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> said = [];
    private ControlClient? control;

    private StandingLab(Process process)
    {
        this.process = process;
        reading = ReadAsync();
    }

    /// <param name="collector">Null: without telemetry.</param>
    /// <exception cref="InvalidOperationException">It did not come up; the message has its own words.</exception>
    public static async Task<StandingLab> StartAsync(string outputFolder, string? collector)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", BuildMetadata("LabProgram"), "--out", outputFolder])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        Collector.Name(start, collector);
        var lab = new StandingLab(Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started"));
        try
        {
            await lab.up.Task;
            lab.control = new ControlClient(RunningLabs.Find(LabFolder.DefaultRoot).Single(access => access.ProcessId == lab.process.Id));
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The path of a program that was built with this one.</summary>
    public static string BuildMetadata(string key) =>
        typeof(StandingLab).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;

    /// <summary>Where the application answers, up to and with <c>/api</c>.</summary>
    public async Task<Uri> ApiAsync()
    {
        const string Health = "/health";
        var edge = (await control!.ResourcesAsync(CancellationToken.None)).Single(resource => resource.Name == "edge-lightsail");
        var health = edge.Urls.Select(url => url.Url).Single(url => url.EndsWith(Health, StringComparison.Ordinal));
        return new Uri(health[..^Health.Length]);
    }

    /// <exception cref="InvalidOperationException">The runbook was refused or failed; the message says why.</exception>
    public async Task PressAsync(string runbook)
    {
        try
        {
            await control!.PressAsync("mysql-rds", runbook, CancellationToken.None);
        }
        catch (ControlRefusedException refusal)
        {
            throw new InvalidOperationException($"{runbook}: {refusal.Message}", refusal);
        }
    }

    public async ValueTask DisposeAsync()
    {
        control?.Dispose();
        _ = PosixSignal.Send(process.Id, PosixSignal.Terminate);
        await process.WaitForExitAsync();
        await reading;
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(IsUp, StringComparison.Ordinal))
            {
                up.TrySetResult();
            }

            if (!up.Task.IsCompleted)
            {
                said.Add(line);
            }
        }

        up.TrySetException(new InvalidOperationException($"the lab ended before it was up:\n{string.Join('\n', said)}"));
        _ = up.Task.Exception;
    }
}
