using System.Text.Json;

namespace Rehearsal.History;

/// <summary>Append-only files of one JSON object a line. A killed writer can leave a torn last line; readers pass over it.</summary>
internal static class Ndjson
{
    public static void Append<T>(string path, params IEnumerable<T> records)
    {
        using var writer = new StreamWriter(path, append: true);
        foreach (var record in records)
        {
            writer.WriteLine(JsonSerializer.Serialize(record, HistoryJson.Line));
        }
    }

    /// <summary>Reads all whole lines; a missing file is an empty history.</summary>
    /// <exception cref="InvalidDataException">A line other than the last is not a record.</exception>
    public static IReadOnlyList<T> Read<T>(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var lines = File.ReadAllLines(path);
        var records = new List<T>(lines.Length);
        for (var index = 0; index < lines.Length; index++)
        {
            try
            {
                records.Add(JsonSerializer.Deserialize<T>(lines[index], HistoryJson.Line)
                    ?? throw new JsonException("null is not a record"));
            }
            catch (JsonException) when (index == lines.Length - 1)
            {
                break;
            }
            catch (JsonException error)
            {
                throw new InvalidDataException($"{path}, line {index + 1}: {error.Message}", error);
            }
        }

        return records;
    }
}
