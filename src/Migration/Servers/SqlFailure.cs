namespace Migration.Servers;

/// <summary>A statement or a connection failed. Carries the server and what to look at.</summary>
internal sealed class SqlFailure(string server, int number, string message, Exception? inner = null)
    : Exception($"{server}: {message}{(number > 0 ? $" (MySQL error {number})" : "")}{Hint(number)}", inner)
{
    /// <summary>ER_NO_SUCH_THREAD, https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html.</summary>
    public const int NoSuchThread = 1094;

    public string Server { get; } = server;

    /// <summary>MySQL's error number; 0 when the connection was lost.</summary>
    public int Number { get; } = number;

    /// <summary>The server could not be reached, died, or is shutting down: nothing is known of what it did.</summary>
    public bool IsLost => Number is 0 or 1042 or 1053 or 1927 or 2002 or 2003 or 2006 or 2013;

    private static string Hint(int number) => number switch
    {
        1042 or 2002 or 2003 => " — is it running, and is the address right?",
        1045 => " — check the user and its password",
        1044 or 1142 or 1227 or 1370 => " — the account lacks a privilege",
        1290 => " — the server is read only",
        _ => "",
    };
}
