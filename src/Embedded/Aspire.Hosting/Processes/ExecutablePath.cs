namespace Aspire.Hosting.Processes;

/// <summary>Finds a command the way a shell does.</summary>
internal static class ExecutablePath
{
    /// <summary>The full path of <paramref name="command"/>, or null when there is no such program.</summary>
    public static string? Find(string command, string workingDirectory)
    {
        if (command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(command, workingDirectory);
            return File.Exists(path) ? path : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(folder => Path.Combine(folder, command)).FirstOrDefault(File.Exists);
    }
}
