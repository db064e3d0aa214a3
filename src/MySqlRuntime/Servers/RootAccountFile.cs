namespace MySqlRuntime.Servers;

/// <summary>
/// The statements that give root its password, run by the server before it accepts the first connection (<c>--init-file</c>).
/// A file, for a password in an argument could be read by every user of the machine. Not in the binary log: servers of one lab share no accounts by replication.
/// </summary>
public static class RootAccountFile
{
    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "#lab_root.sql");

    /// <summary>False once a server has answered in this data directory: later starts leave accounts alone (a server may come back read-only).</summary>
    public static bool NeededIn(string dataDirectory) => !File.Exists(DoneMarker(dataDirectory));

    /// <summary>To be called when root could log in.</summary>
    public static void Done(string dataDirectory) => File.WriteAllText(DoneMarker(dataDirectory), "");

    /// <summary>Writes the file, readable by this user only; delete it once the server answers.</summary>
    public static void Write(string path, string rootPassword)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(Statements(rootPassword));
    }

    /// <summary>One statement a line, as the server wants it.</summary>
    internal static string Statements(string rootPassword)
    {
        var password = Quote(rootPassword);
        return string.Join('\n',
        [
            "SET SESSION sql_log_bin = 0;",
            $"ALTER USER 'root'@'localhost' IDENTIFIED BY {password};",
            $"CREATE USER IF NOT EXISTS 'root'@'%' IDENTIFIED BY {password};",
            $"ALTER USER 'root'@'%' IDENTIFIED BY {password};",
            "GRANT ALL PRIVILEGES ON *.* TO 'root'@'%' WITH GRANT OPTION;",
            "",
        ]);
    }

    private static string Quote(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private static string DoneMarker(string dataDirectory) => Path.Combine(dataDirectory, "#lab_root.done");
}
