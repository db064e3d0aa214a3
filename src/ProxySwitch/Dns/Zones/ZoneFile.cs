using ProxySwitch.Tables;

namespace ProxySwitch.Dns.Zones;

/// <summary>The zone on disk: what the server starts from, and what a person or a change edits.</summary>
internal sealed class ZoneFile(string path, ZoneParser parser)
{
    public string Path => path;

    public string Name => System.IO.Path.GetFileName(path);

    public bool Exists => File.Exists(path);

    public (Zone? Zone, TableProblem? Problem) Read()
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[ZoneParser.MaximumBytes + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return parser.Parse(buffer.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, new(TableProblemCodes.FileUnreadable, $"cannot read the zone file {path}: {exception.Message}"));
        }
    }

    public async Task<TableProblem?> WriteAsync(Zone zone)
    {
        try
        {
            await AtomicFile.ReplaceAsync(path, zone.ToJson());
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(TableProblemCodes.FileNotWritten, $"cannot write the zone file {path}: {exception.Message}");
        }
    }
}
