using System.Text.Json;

namespace Migration.Journal;

/// <summary>A journal in a file of its own: <c>journal/&lt;run&gt;.ndjson</c> in the state directory.</summary>
internal sealed class FileJournal : IJournal
{
    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly string _run;
    private readonly string _runbook;
    private int _sequence;

    private FileJournal(FileStream file, TimeProvider time, string run, string runbook, int sequence)
    {
        _file = file;
        _time = time;
        _run = run;
        _runbook = runbook;
        _sequence = sequence;
    }

    public static string FolderIn(string stateDirectory) => Path.Combine(stateDirectory, "journal");

    public static FileJournal Create(string stateDirectory, TimeProvider time, string run, string runbook)
    {
        var folder = Directory.CreateDirectory(FolderIn(stateDirectory));
        var path = Path.Combine(folder.FullName, $"{run}.ndjson");
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        return new FileJournal(file, time, run, runbook, sequence: 0);
    }

    /// <summary>Goes on with the journal of a killed run; a torn last line is cut off first.</summary>
    public static FileJournal Continue(JournalRecord record, TimeProvider time)
    {
        var file = new FileStream(record.Path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.SetLength(record.ValidLength);
        file.Seek(0, SeekOrigin.End);
        return new FileJournal(file, time, record.Run, record.Runbook, record.Entries.Count);
    }

    public void Append(JournalKind kind, string? step, string detail, bool durable, IReadOnlyDictionary<string, string>? memory = null, IReadOnlyDictionary<string, object?>? facts = null)
    {
        var entry = new JournalEntry(++_sequence, _time.GetUtcNow(), _run, _runbook, kind, step, detail, memory, facts);
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, JournalFormat.Json);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        // One write call per line: a line is torn only by the death of the machine.
        _file.Write(line);
        if (durable)
        {
            _file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _file.Dispose();
}
