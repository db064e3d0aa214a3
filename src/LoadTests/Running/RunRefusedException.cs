namespace LoadTests.Running;

/// <summary>The run cannot start: what is wrong, and the exit code it means.</summary>
internal sealed class RunRefusedException(int exitCode, string reason) : Exception(reason)
{
    public int ExitCode { get; } = exitCode;
}
