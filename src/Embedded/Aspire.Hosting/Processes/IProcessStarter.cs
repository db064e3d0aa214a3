namespace Aspire.Hosting.Processes;

/// <summary>Starts processes.</summary>
internal interface IProcessStarter
{
    /// <param name="onLine">Called for every line of either output stream, from any thread.</param>
    IChildProcess Start(LaunchSpec spec, Action<string> onLine);
}
