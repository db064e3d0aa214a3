using System.Threading.Channels;
using LoadTests.History;

namespace LoadTests.Reports;

/// <summary>
/// Appends lines to a file from a task of its own, so that no virtual user ever waits for a disk. Each batch goes out as soon
/// as it is there. A disk that fails ends the writing, never the load; <see cref="Failure"/> then says why.
/// </summary>
internal sealed class LineFile<T> : IAsyncDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly Channel<T> queue = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Action<Stream, T> write;
    private readonly Task writing;

    /// <param name="file">Is closed at the end.</param>
    public LineFile(Stream file, Action<Stream, T> write)
    {
        this.write = write;
        writing = Task.Run(() => DrainAsync(file));
    }

    /// <summary>Null while all is well.</summary>
    public string? Failure { get; private set; }

    /// <summary>Opens the file to append; other runs may do so, too. Fails at once when it cannot be written.</summary>
    public static LineFile<T> Open(string path, Action<Stream, T> write)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return new LineFile<T>(AppendFile.Open(path), write);
    }

    public void Add(T item) => queue.Writer.TryWrite(item);

    /// <summary>Writes what is left and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writing;
    }

    private async Task DrainAsync(Stream file)
    {
        var buffer = new MemoryStream(BufferSize);
        try
        {
            await using (file)
            {
                while (await queue.Reader.WaitToReadAsync())
                {
                    while (buffer.Length < BufferSize && queue.Reader.TryRead(out var item))
                    {
                        write(buffer, item);
                        buffer.WriteByte((byte)'\n');
                    }

                    file.Write(buffer.GetBuffer(), 0, (int)buffer.Length);
                    buffer.SetLength(0);
                }
            }
        }
        catch (IOException failure)
        {
            Failure = failure.Message;
            await foreach (var _ in queue.Reader.ReadAllAsync())
            {
                // Nothing more can be written; the run goes on and says so at its end.
            }
        }
    }
}
