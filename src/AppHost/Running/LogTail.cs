namespace AppHost.Running;

/// <summary>The end of a log, for a message about what wrote it.</summary>
internal static class LogTail
{
    private const int Lines = 15;

    /// <summary>The last lines, or why there are none.</summary>
    public static string Read(string path)
    {
        try
        {
            return $"Its last lines:\n{string.Join('\n', File.ReadLines(path).TakeLast(Lines).Select(line => $"  │ {line}"))}";
        }
        catch (IOException)
        {
            return "It left no log.";
        }
    }
}
