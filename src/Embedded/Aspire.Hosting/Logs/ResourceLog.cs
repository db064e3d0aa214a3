namespace Aspire.Hosting.Logs;

/// <summary>The output of one resource: the last lines in memory, all of it in a file, and on the console when wanted.</summary>
internal sealed class ResourceLog : IDisposable
{
    private const int Remembered = 500;
    private readonly Lock gate = new();
    private readonly Queue<string> lines = new(Remembered);
    private readonly StreamWriter file;
    private readonly SecretMask mask;
    private readonly Action<string> show;
    private bool closed;

    public ResourceLog(string path, SecretMask mask, Action<string> show)
    {
        Path = path;
        this.mask = mask;
        this.show = show;
        file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    public string Path { get; }

    public void Append(string line)
    {
        var shown = mask.Apply(line);
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            if (lines.Count == Remembered)
            {
                lines.Dequeue();
            }

            lines.Enqueue(shown);
            file.WriteLine(shown);
        }

        show(shown);
    }

    /// <summary>For whoever reads the file: too long or too dull for anyone else.</summary>
    public void Note(string line)
    {
        lock (gate)
        {
            if (!closed)
            {
                file.WriteLine(mask.Apply(line));
            }
        }
    }

    public IReadOnlyList<string> Last(int count)
    {
        lock (gate)
        {
            return [.. lines.Skip(Math.Max(0, lines.Count - count))];
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            file.Dispose();
        }
    }
}
