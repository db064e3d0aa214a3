using System.Diagnostics;

namespace MySqlRuntime.Servers;

/// <summary>
/// What a server writes to its standard output and error. Once it has opened its error log it says nothing there; before that, a loader or an option error does.
/// Read to the end always: a full pipe would stop the server.
/// </summary>
internal sealed class ServerOutput
{
    private const int KeptLines = 20;

    private readonly List<string> _lines = [];

    /// <summary>Attach before the process starts.</summary>
    public ServerOutput(Process process)
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }

    private void Keep(string? line)
    {
        lock (_lines)
        {
            if (line is not null && _lines.Count < KeptLines)
            {
                _lines.Add(line);
            }
        }
    }
}
