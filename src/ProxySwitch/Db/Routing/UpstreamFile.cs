using ProxySwitch.Tables;

namespace ProxySwitch.Db.Routing;

/// <summary>The upstream table on disk: what the proxy starts from, and what a person or a switch edits.</summary>
internal sealed class UpstreamFile(string path, UpstreamTableParser parser)
{
    public string Path => path;

    public string Name => System.IO.Path.GetFileName(path);

    public bool Exists => File.Exists(path);

    public (UpstreamTable? Table, TableProblem? Problem) Read()
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[UpstreamTableParser.MaximumBytes + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return parser.Parse(buffer.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, new(TableProblemCodes.FileUnreadable, $"cannot read the upstream file {path}: {exception.Message}"));
        }
    }

    public async Task<TableProblem?> WriteAsync(UpstreamTable table)
    {
        try
        {
            await AtomicFile.ReplaceAsync(path, table.ToJson());
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(TableProblemCodes.FileNotWritten, $"cannot write the upstream file {path}: {exception.Message}");
        }
    }
}
