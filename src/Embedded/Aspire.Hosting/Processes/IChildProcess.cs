namespace Aspire.Hosting.Processes;

/// <summary>A process the host has started.</summary>
internal interface IChildProcess
{
    int Id { get; }

    /// <summary>Ends with the exit code once the process is gone, its output is read, and nothing is left of its group.</summary>
    Task<int> Exited { get; }

    /// <summary>Asks the process to end by itself (SIGTERM).</summary>
    void Terminate();

    /// <summary>Ends the process and everything it started (SIGKILL to the group).</summary>
    void Kill();
}
