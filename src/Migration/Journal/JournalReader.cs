using System.Text.Json;

namespace Migration.Journal;

/// <summary>Reads journals back. A torn last line (the machine died while it was written) is left out; damage anywhere else is an error.</summary>
internal static class JournalReader
{
    public static JournalRecord? Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var entries = new List<JournalEntry>();
        var start = 0;
        while (start < bytes.Length)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0)
            {
                break;
            }

            entries.Add(Line(bytes.AsSpan(start, length), entries.Count + 1, path));
            start += length + 1;
        }

        return entries.Count == 0 ? null : new JournalRecord(path, entries, start);
    }

    /// <summary>All journals in a state directory, oldest first.</summary>
    public static IReadOnlyList<JournalRecord> ReadAll(string stateDirectory)
    {
        var folder = FileJournal.FolderIn(stateDirectory);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return [.. Directory.GetFiles(folder, "*.ndjson")
            .Select(Read)
            .OfType<JournalRecord>()
            .OrderBy(record => record.Entries[0].At)
            .ThenBy(record => record.Run, StringComparer.Ordinal)];
    }

    private static JournalEntry Line(ReadOnlySpan<byte> line, int expected, string path)
    {
        JournalEntry? entry;
        try
        {
            entry = JsonSerializer.Deserialize<JournalEntry>(line, JournalFormat.Json);
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"journal {path}, line {expected}: not readable ({damage.Message})", damage);
        }

        if (entry is null || entry.Sequence != expected)
        {
            throw new InvalidDataException($"journal {path}, line {expected}: a line is missing before it");
        }

        return entry;
    }
}
