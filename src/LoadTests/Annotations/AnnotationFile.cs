using System.Text;
using System.Text.Json;
using LoadTests.History;

namespace LoadTests.Annotations;

/// <summary>
/// The marks of all tests that write into one folder: <c>annotations.ndjson</c>, appended to by whoever marks something and read by
/// every running test. A file and not a socket: it works across terminals and users, and stays as evidence.
/// </summary>
internal static class AnnotationFile
{
    public const string Name = "annotations.ndjson";

    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Append(string folder, Annotation annotation)
    {
        Directory.CreateDirectory(folder);

        // One write in append mode: two terminals cannot tear each other's lines.
        using var file = AppendFile.Open(PathIn(folder));
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(annotation, HistoryJson.Annotation) + "\n"));
    }

    /// <summary>Those marked from one time to another, Unix microseconds, in order. A line that is no annotation is passed over: the file is shared, and a run must not fail for it.</summary>
    public static IReadOnlyList<Annotation> Between(string folder, long from, long to)
    {
        try
        {
            using var file = new FileStream(PathIn(folder), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, Encoding.UTF8);
            var found = new List<Annotation>();
            while (reader.ReadLine() is { } line)
            {
                if (Parse(line) is { } annotation && annotation.At >= from && annotation.At <= to)
                {
                    found.Add(annotation);
                }
            }

            return [.. found.OrderBy(annotation => annotation.At)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string PathIn(string folder) => Path.Combine(folder, Name);

    private static Annotation? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, HistoryJson.Annotation) is { Title: not null } annotation ? annotation : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
