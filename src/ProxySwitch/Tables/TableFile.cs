namespace ProxySwitch.Tables;

/// <summary>A role's table on disk: what it starts from, and what a person or the control API edits.</summary>
/// <param name="kind">What the operator calls it, e.g. "upstream file".</param>
internal sealed class TableFile<TTable>(string path, string kind, ITableFormat<TTable> format) where TTable : class
{
    public string Path => path;

    public string Kind => kind;

    public string Name => System.IO.Path.GetFileName(path);

    public bool Exists => File.Exists(path);

    public (TTable? Table, TableProblem? Problem) Read()
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[TableText.MaximumBytes + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return format.Parse(buffer.AsSpan(0, length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, new(TableProblemCodes.FileUnreadable, $"cannot read the {kind} {path}: {exception.Message}"));
        }
    }

    public async Task<TableProblem?> WriteAsync(TTable table)
    {
        try
        {
            await AtomicFile.ReplaceAsync(path, format.Write(table));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(TableProblemCodes.FileNotWritten, $"cannot write the {kind} {path}: {exception.Message}");
        }
    }

    /// <summary>Would writing either give the same file?</summary>
    public bool Same(TTable one, TTable other) => format.Write(one).AsSpan().SequenceEqual(format.Write(other));
}
