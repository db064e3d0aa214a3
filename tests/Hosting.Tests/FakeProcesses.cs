using System.Collections.Concurrent;
using Aspire.Hosting.Processes;

namespace Hosting.Tests;

/// <summary>Starts processes that are none, and remembers them by the last part of their command.</summary>
internal sealed class FakeProcesses : IProcessStarter
{
    private readonly ConcurrentDictionary<string, FakeProcess> processes = new();
    private readonly ConcurrentQueue<string> started = new();
    private readonly ConcurrentQueue<string> asked = new();

    /// <summary>Commands whose processes do not react to SIGTERM.</summary>
    public HashSet<string> Stubborn { get; } = [];

    /// <summary>Called for every process right after its start.</summary>
    public Action<string, FakeProcess> OnStart { get; set; } = (_, _) => { };

    public IReadOnlyList<string> Started => [.. started];

    /// <summary>In the order in which they were asked to end.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    public FakeProcess this[string command] => processes[command];

    public bool Has(string command) => processes.ContainsKey(command);

    public IChildProcess Start(LaunchSpec spec, Action<string> onLine)
    {
        var process = new FakeProcess(spec, onLine, !Stubborn.Contains(spec.FileName), () => asked.Enqueue(spec.FileName));
        processes[spec.FileName] = process;
        started.Enqueue(spec.FileName);
        OnStart(spec.FileName, process);
        return process;
    }
}
