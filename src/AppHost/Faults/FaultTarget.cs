using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using MySqlRuntime;
using MySqlRuntime.Containers;

namespace AppHost.Faults;

/// <summary>What a fault befalls: a process of this machine, or a container by the engine that runs it.</summary>
internal abstract record FaultTarget
{
    private const string ProcessId = "executable.pid";
    private const string ContainerId = "container.id";

    /// <summary>Only the embedded set tells it. Aspire's own containers are signalled by nobody here.</summary>
    private const string Engine = "container.engine";

    /// <summary>Null for a resource that has neither.</summary>
    public static FaultTarget? Of(CustomResourceSnapshot snapshot) => (Value(snapshot, ProcessId), Value(snapshot, Engine), Value(snapshot, ContainerId)) switch
    {
        ({ } pid, _, _) => new OfProcess(Convert.ToInt32(pid, CultureInfo.InvariantCulture)),
        (_, string engine, string container) => new OfContainer(new ContainerEngine(engine), container),
        _ => null,
    };

    /// <returns>Null when it was done, else the reason.</returns>
    public abstract Task<string?> KillAsync(CancellationToken cancellation);

    /// <inheritdoc cref="KillAsync"/>
    public abstract Task<string?> PauseAsync(CancellationToken cancellation);

    /// <inheritdoc cref="KillAsync"/>
    public abstract Task<string?> ResumeAsync(CancellationToken cancellation);

    private static object? Value(CustomResourceSnapshot snapshot, string name) => snapshot.Properties.FirstOrDefault(property => property.Name == name)?.Value;

    private sealed record OfProcess(int Id) : FaultTarget
    {
        public override Task<string?> KillAsync(CancellationToken cancellation)
        {
            try
            {
                using var process = Process.GetProcessById(Id);
                process.Kill(entireProcessTree: true);
                return Task.FromResult<string?>(null);
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
            {
                return Task.FromResult<string?>(error.Message);
            }
        }

        public override Task<string?> PauseAsync(CancellationToken cancellation) => Task.FromResult(PosixSignal.SendToTree(Id, PosixSignal.Stop));

        public override Task<string?> ResumeAsync(CancellationToken cancellation) => Task.FromResult(PosixSignal.SendToTree(Id, PosixSignal.Continue));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"process {Id}");
    }

    // Not the engine's pause, which freezes a control group: the same signals as for a process, and they work where there are no control groups.
    private sealed record OfContainer(ContainerEngine Owner, string Id) : FaultTarget
    {
        public override Task<string?> KillAsync(CancellationToken cancellation) => Owner.SignalAsync(Id, "KILL", cancellation);

        public override Task<string?> PauseAsync(CancellationToken cancellation) => Owner.SignalAsync(Id, "STOP", cancellation);

        public override Task<string?> ResumeAsync(CancellationToken cancellation) => Owner.SignalAsync(Id, "CONT", cancellation);

        public override string ToString() => $"container {Id}";
    }
}
