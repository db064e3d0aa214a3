using MySqlRuntime.Containers;

namespace Aspire.Hosting.Processes;

/// <summary>Everything needed to start one process.</summary>
/// <param name="Environment">Set on top of the host's own environment.</param>
internal sealed record LaunchSpec(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The container that the process is the client of; null for a process that is the resource itself.</summary>
    public MySqlContainer? Container { get; init; }
}
