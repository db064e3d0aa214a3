namespace ProxySwitch;

/// <param name="RunAsync">Runs until told to stop; returns the exit code.</param>
internal sealed record ProxyRole(string Name, string Summary, Func<Task<int>> RunAsync);
