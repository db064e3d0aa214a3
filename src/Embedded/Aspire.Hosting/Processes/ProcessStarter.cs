using System.Diagnostics;

namespace Aspire.Hosting.Processes;

/// <summary>
/// Starts every process in a session of its own, so that a terminal's Ctrl+C reaches only the host,
/// and tells the warden of it, so that it dies with the host whatever kills the host.
/// </summary>
internal sealed class ProcessStarter : IProcessStarter, IDisposable
{
    /// <summary>Addresses meant for the host itself; a child gets its own or none.</summary>
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "HTTP_PORTS", "HTTPS_PORTS", "URLS", "DOTNET_URLS", "DOTNET_LAUNCH_PROFILE"];

    private readonly Lazy<Warden> warden = new(() => Warden.Start(SessionCommand()));
    private readonly string? setsid = SessionCommand();

    public IChildProcess Start(LaunchSpec spec, Action<string> onLine)
    {
        var file = ExecutablePath.Find(spec.FileName, spec.WorkingDirectory)
            ?? throw new DistributedApplicationException($"there is no program '{spec.FileName}' in PATH");
        if (!Directory.Exists(spec.WorkingDirectory))
        {
            throw new DistributedApplicationException($"its working directory '{spec.WorkingDirectory}' does not exist");
        }

        var guard = warden.Value;
        if (spec.Container is { } container)
        {
            guard.RemoveAtEnd(container);
        }

        var child = new ChildProcess(Start(Describe(spec, file)), guard, onLine);
        return spec.Container is null ? child : new ContainerProcess(child, spec.Container.SignalAsync);
    }

    public void Dispose()
    {
        if (warden.IsValueCreated)
        {
            warden.Value.Dispose();
        }
    }

    private static Process Start(ProcessStartInfo description) => Process.Start(description)
        ?? throw new DistributedApplicationException($"'{description.FileName}' could not be started");

    private static string? SessionCommand() => ExecutablePath.Find("setsid", Directory.GetCurrentDirectory());

    private ProcessStartInfo Describe(LaunchSpec spec, string file)
    {
        string[] commandLine = setsid is null ? [file, .. spec.Arguments] : [setsid, file, .. spec.Arguments];
        var description = new ProcessStartInfo(commandLine[0], commandLine[1..])
        {
            WorkingDirectory = spec.WorkingDirectory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        foreach (var name in NotInherited)
        {
            description.Environment.Remove(name);
        }

        foreach (var (name, value) in spec.Environment)
        {
            description.Environment[name] = value;
        }

        return description;
    }
}
