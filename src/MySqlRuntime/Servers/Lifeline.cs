using System.Diagnostics;
using System.Globalization;

namespace MySqlRuntime.Servers;

/// <summary>
/// Ends a server whose parent has died, however it died. A small shell holds the other end of a pipe from us: when the operating system closes our end,
/// its read ends and it stops the server. Released in the ordinary way, it just goes.
/// </summary>
internal sealed class Lifeline : IDisposable
{
    // $1 is the server. "read" succeeds on a line (released) and fails on end of file (we are gone).
    internal const string Script =
        """
        trap '' INT TERM HUP
        read -r released && exit 0
        kill -TERM "$1" 2>/dev/null
        for tenth in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null || exit 0; sleep 2; done
        kill -KILL "$1" 2>/dev/null
        """;

    private readonly Process _watcher;
    private int _released;

    private Lifeline(Process watcher) => _watcher = watcher;

    public static Lifeline Attach(int serverPid)
    {
        var shell = DetachedCommand.Of(new CommandLine("/bin/sh"));
        var startInfo = shell.ToStartInfo("-c", Script, "lifeline", serverPid.ToString(CultureInfo.InvariantCulture));
        var watcher = Process.Start(startInfo) ?? throw new MySqlServerStartException("/bin/sh could not be started.");
        watcher.StandardOutput.Close();
        watcher.StandardError.Close();
        return new Lifeline(watcher);
    }

    /// <summary>Lets the server go; may be called more than once, from any thread.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 1)
        {
            return;
        }

        try
        {
            _watcher.StandardInput.WriteLine("released");
            _watcher.StandardInput.Close();
        }
        catch (IOException)
        {
            // The watcher has gone already: there is nothing to release.
        }

        _watcher.Dispose();
    }
}
