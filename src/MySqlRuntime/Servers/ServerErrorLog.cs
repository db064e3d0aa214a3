namespace MySqlRuntime.Servers;

/// <summary>Reads a server's error log for messages.</summary>
internal static class ServerErrorLog
{
    /// <summary>The last lines that are errors, or else the last lines; empty when there is no log.</summary>
    public static string Tail(string file, int lines = 8)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            var all = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var errors = all.Where(line => line.Contains("[ERROR]", StringComparison.Ordinal)).ToList();
            return string.Join('\n', (errors.Count > 0 ? errors : [.. all]).TakeLast(lines));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
