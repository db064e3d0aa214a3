using System.Text.Json;
using Migration.Journal;
using Migration.Running;

namespace Migration.CommandLine;

/// <summary>Every event as one JSON line, then the result as the last one.</summary>
internal sealed class JsonObserver(TextWriter output) : IRunbookObserver
{
    private readonly Lock _lock = new();

    public void OnEvent(RunbookEvent happened) => Write(new { type = "event", happened.At, happened.RunId, happened.Runbook, happened.Step, happened.Kind, happened.Detail, happened.Facts });

    public void Result(RunbookResult result, ExitCode exitCode) => Write(new { type = "result", exitCode = (int)exitCode, exit = exitCode.ToString(), result });

    public void Write<T>(T line)
    {
        var text = JsonSerializer.Serialize(line, JournalFormat.Json);
        lock (_lock)
        {
            output.WriteLine(text);
            output.Flush();
        }
    }
}
