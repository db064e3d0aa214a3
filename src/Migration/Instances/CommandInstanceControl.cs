using System.Diagnostics;
using Migration.Control;

namespace Migration.Instances;

/// <summary>
/// Instances by the operator's own shell commands, e.g. <c>ssh new docker start api</c>. The command inherits our environment without the
/// MIGRATION_ variables, which hold secrets; what it prints is quoted only when it fails.
/// </summary>
internal sealed class CommandInstanceControl : IInstanceControl
{
    private const int QuotedCharacters = 300;

    public Task<string> LookAsync(ServiceInstance instance, CancellationToken cancellation) =>
        Task.FromResult($"{instance.Name} is started and stopped by commands");

    public Task<bool?> IsRunningAsync(ServiceInstance instance, CancellationToken cancellation) => Task.FromResult<bool?>(null);

    public Task StartAsync(ServiceInstance instance, CancellationToken cancellation) => RunAsync(instance, "start", instance.StartCommand, cancellation);

    public Task StopAsync(ServiceInstance instance, CancellationToken cancellation) => RunAsync(instance, "stop", instance.StopCommand, cancellation);

    public void Dispose()
    {
    }

    private static async Task RunAsync(ServiceInstance instance, string what, string? command, CancellationToken cancellation)
    {
        var who = $"{what} command of {instance.Name}";
        using var process = Start(who, command ?? throw new ControlFailure(who, "there is none"));
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            var said = $"{await errors} {await output}".ReplaceLineEndings(" ").Trim();
            throw new ControlFailure(who, $"exit code {process.ExitCode}{(said.Length == 0 ? "" : $": {said[..Math.Min(said.Length, QuotedCharacters)]}")}") { IsRefusal = true };
        }
    }

    private static Process Start(string who, string command)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (start.FileName, var flag) = OperatingSystem.IsWindows() ? ("cmd.exe", "/c") : ("/bin/sh", "-c");
        start.ArgumentList.Add(flag);
        start.ArgumentList.Add(command);
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("MIGRATION_", StringComparison.Ordinal) || name.StartsWith("LAB_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable);
        }

        try
        {
            var process = Process.Start(start) ?? throw new ControlFailure(who, "could not be run");
            // A command that asks a question must fail, not wait.
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new ControlFailure(who, $"could not be run: {missing.Message}", missing);
        }
    }
}
