using System.Text.Json;

namespace Rehearsal.History;

/// <summary>The files of one rehearsal, everything a judgement needs and nothing secret.</summary>
public sealed class RunFolder
{
    private RunFolder(string path) => Root = path;

    public string Root { get; }

    public string RunId => System.IO.Path.GetFileName(Root);

    public string ManifestFile => In("run.json");

    public string TimelineFile => In("timeline.ndjson");

    public string ServersFile => In("servers.ndjson");

    public string RowsFile => In("rows.ndjson");

    public string ResourcesFile => In("resources.ndjson");

    public string ChecksumsFile => In("checksums.json");

    public string VerdictFile => In("verdict.json");

    public string MarkdownReport => In("report.md");

    public string HtmlReport => In("report.html");

    /// <summary>What each resource of the lab had logged when the playing ended.</summary>
    public string LogsFolder => In("logs");

    /// <summary>Where runbooks keep their journal and state.</summary>
    public string JournalFolder => In("journal");

    /// <summary>Makes a new folder named by the moment, with a suffix when a rehearsal began in the same second.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static RunFolder Create(string parent, DateTimeOffset now)
    {
        var stem = now.ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture);
        for (var attempt = 1; ; attempt++)
        {
            var path = System.IO.Path.Combine(parent, attempt == 1 ? stem : $"{stem}-{attempt}");
            if (Directory.Exists(path))
            {
                continue;
            }

            Directory.CreateDirectory(path);
            foreach (var folder in new[] { "samples", "ledger", "load", "journal", "logs" })
            {
                Directory.CreateDirectory(System.IO.Path.Combine(path, folder));
            }

            return new RunFolder(path);
        }
    }

    /// <summary>Opens a recorded run.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder, or it holds no run.json.</exception>
    public static RunFolder Open(string path)
    {
        var folder = new RunFolder(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path)));
        return System.IO.File.Exists(folder.ManifestFile)
            ? folder
            : throw new DirectoryNotFoundException($"'{path}' is not a rehearsal's run folder: it has no run.json");
    }

    public string SamplesFile(string act, string scenario) => In("samples", $"{act}.{scenario}.ndjson");

    public string LedgerFile(string act, string scenario) => In("ledger", $"{act}.{scenario}.ndjson");

    public string LoadFolder(string act, string scenario) => In("load", $"{act}.{scenario}");

    public void WriteManifest(RunManifest manifest) => WriteDocument(ManifestFile, manifest);

    public RunManifest ReadManifest() => ReadDocument<RunManifest>(ManifestFile);

    /// <summary>Writes beside the file and renames over it, so that a reader or a kill never meets half a document.</summary>
    internal static void WriteDocument<T>(string path, T document)
    {
        System.IO.File.WriteAllText(path + ".new", JsonSerializer.Serialize(document, HistoryJson.Document) + "\n");
        System.IO.File.Move(path + ".new", path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">The file is not such a document.</exception>
    internal static T ReadDocument<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(System.IO.File.ReadAllText(path), HistoryJson.Document)
                ?? throw new InvalidDataException($"{path} is empty");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: {error.Message}", error);
        }
    }

    private string In(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);
}
