using System.Diagnostics;
using System.Reflection;
using MySqlRuntime;

namespace TelemetryBench;

/// <summary>A program of this repository in a process of its own, from the line that says it is ready until it is asked to end.</summary>
internal sealed class ChildProgram : IAsyncDisposable
{
    private readonly string name;
    private readonly string readyMark;
    private readonly Process process;
    private readonly Task reading;
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> said = [];

    private ChildProgram(string name, string readyMark, Process process)
    {
        this.name = name;
        this.readyMark = readyMark;
        this.process = process;
        reading = ReadAsync();
    }

    public int Id => process.Id;

    /// <param name="name">For errors.</param>
    /// <param name="program">Under this key the build has left the path of a program that was built with this one.</param>
    /// <param name="readyMark">Stands in the line of its standard output that says it is ready.</param>
    /// <param name="environment">Added to this process's own, and to where telemetry goes.</param>
    /// <param name="collector">Null: without telemetry.</param>
    /// <exception cref="InvalidOperationException">It ended before it was ready; the message has its own words.</exception>
    public static async Task<ChildProgram> StartAsync(
        string name, string program, IEnumerable<string> arguments, string readyMark, IEnumerable<(string Name, string Value)> environment, string? collector)
    {
        var path = typeof(ChildProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == program).Value!;
        var start = new ProcessStartInfo("dotnet", ["exec", path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        Collector.Name(start, collector);
        foreach (var (variable, value) in environment)
        {
            start.Environment[variable] = value;
        }

        var child = new ChildProgram(name, readyMark, Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started"));
        try
        {
            await child.ready.Task;
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <exception cref="InvalidOperationException">It had ended by itself.</exception>
    public async Task EndAsync()
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException($"{name} ended by itself, with exit code {process.ExitCode}");
        }

        _ = PosixSignal.Send(process.Id, PosixSignal.Terminate);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await EndAsync();
        }

        await reading;
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(readyMark, StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }

            if (!ready.Task.IsCompleted)
            {
                said.Add(line);
            }
        }

        ready.TrySetException(new InvalidOperationException($"{name} ended before it was ready:\n{string.Join('\n', said)}"));
        _ = ready.Task.Exception;
    }
}
