namespace AppHost.Dashboard;

/// <summary>One step of the installation.</summary>
/// <param name="Bytes">Fetched so far; 0 when nothing is being fetched.</param>
internal sealed record InstallProgress(string Step, long Bytes = 0);
