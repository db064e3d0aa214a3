namespace MySqlRuntime.Servers;

/// <summary>Words a server's failure to start: what happened, what its log says, and what is known to help.</summary>
internal static class ServerStartFailure
{
    private const string AppArmorProfile = "/etc/apparmor.d/usr.sbin.mysqld";

    public static MySqlServerStartException Of(MySqlServerOptions options, string what, string said, bool ended)
    {
        var log = ServerErrorLog.Tail(Path.Combine(options.DataDirectory, ServerArguments.ErrorLogFile));
        string[] parts = [$"{options.Name} {what}.", log.Length > 0 ? log : said, .. Hints(options, ended)];
        return new MySqlServerStartException(string.Join('\n', parts.Where(part => part.Length > 0)));
    }

    private static IEnumerable<string> Hints(MySqlServerOptions options, bool ended)
    {
        if (ended && !FreePort.IsFree(options.Port))
        {
            yield return $"Port {options.Port} of 127.0.0.1 is taken by another process: choose another port, or 0 for any free one.";
        }

        // Ubuntu confines its mysqld to /var/lib/mysql; the kernel then refuses any other data directory with "Permission denied".
        if (File.Exists(AppArmorProfile))
        {
            yield return $"This system confines /usr/sbin/mysqld by AppArmor ({AppArmorProfile}): let the profile allow {options.DataDirectory}, or set LAB_MYSQLD to another MySQL.";
        }
    }
}
