namespace MySqlRuntime.Servers;

/// <summary>
/// Puts <c>setsid</c> before a command where there is one: in a session of its own a server does not get the terminal's Ctrl+C, so that the lab can end it in its order.
/// setsid replaces itself by the command, which therefore keeps the process id we know.
/// </summary>
public static class DetachedCommand
{
    private static readonly string? Setsid = new[] { "/usr/bin/setsid", "/bin/setsid" }.FirstOrDefault(File.Exists);

    public static CommandLine Of(CommandLine command) => Setsid is null ? command : new CommandLine(Setsid, [command.File, .. command.LeadingArguments]);
}
