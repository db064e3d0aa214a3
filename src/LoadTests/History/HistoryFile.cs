using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LoadTests.History;

/// <summary>Reads and writes the files of a run. A malformed line is an error that names itself; only a torn last line is forgiven, and reported.</summary>
public static class HistoryFile
{
    public static HistoryLines<Sample> ReadSamples(string path) => ReadLines(path, HistoryJson.Sample);

    public static HistoryLines<LedgerEvent> ReadLedger(string path) => ReadLines(path, HistoryJson.LedgerEvent);

    public static RunSummary ReadSummary(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), HistoryJson.RunSummary)
                ?? throw new HistoryFormatException(path, 1, "the summary is null");
        }
        catch (JsonException failure)
        {
            throw new HistoryFormatException(path, (int)(failure.LineNumber ?? 0) + 1, failure.Message, failure);
        }
    }

    public static void WriteSummary(string path, RunSummary summary) =>
        WholeFile.Write(path, JsonSerializer.Serialize(summary, HistoryJson.RunSummary) + "\n");

    /// <summary>One line per item; for doctored histories in tests and for tools that write their own.</summary>
    public static void WriteSamples(string path, IEnumerable<Sample> samples) => WriteLines(path, samples, HistoryJson.Sample);

    public static void WriteLedger(string path, IEnumerable<LedgerEvent> events) => WriteLines(path, events, HistoryJson.LedgerEvent);

    /// <summary>Adds lines to a ledger, for instance the verdicts of a settlement.</summary>
    public static void AppendLedger(string path, IEnumerable<LedgerEvent> events)
    {
        using var writer = new StreamWriter(path, append: true, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var entry in events)
        {
            writer.WriteLine(JsonSerializer.Serialize(entry, HistoryJson.LedgerEvent));
        }
    }

    private static HistoryLines<T> ReadLines<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        var items = new List<T>();
        using var reader = new StreamReader(path, Encoding.UTF8);
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            try
            {
                items.Add(JsonSerializer.Deserialize(line, type) ?? throw new HistoryFormatException(path, number, "the line is null"));
            }
            catch (Exception failure) when (failure is JsonException or NotSupportedException)
            {
                if (reader.EndOfStream && !EndsWithNewline(path))
                {
                    return new HistoryLines<T>(items, Torn: true);
                }

                throw new HistoryFormatException(path, number, failure.Message, failure);
            }
        }

        return new HistoryLines<T>(items, Torn: false);
    }

    private static void WriteLines<T>(string path, IEnumerable<T> items, JsonTypeInfo<T> type)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var item in items)
        {
            writer.WriteLine(JsonSerializer.Serialize(item, type));
        }
    }

    private static bool EndsWithNewline(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length == 0)
        {
            return true;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
