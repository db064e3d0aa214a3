namespace Aspire.Hosting.Processes;

/// <summary>Everything needed to start one process.</summary>
/// <param name="Environment">Set on top of the host's own environment.</param>
internal sealed record LaunchSpec(string FileName, IReadOnlyList<string> Arguments, string WorkingDirectory, IReadOnlyDictionary<string, string> Environment);
