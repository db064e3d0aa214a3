using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Logs;

/// <summary>The output of one resource: the last lines in memory, all of it in a file, and on the console when wanted.</summary>
internal sealed class ResourceLog : IDisposable
{
    private const int Remembered = 2000;
    private readonly Lock gate = new();
    private readonly Queue<LogLine> lines = new();
    private readonly List<Channel<LogLine>> followers = [];
    private readonly StreamWriter file;
    private readonly SecretMask mask;
    private readonly Action<string> show;
    private int count;
    private bool closed;

    public ResourceLog(string path, SecretMask mask, Action<string> show)
    {
        Path = path;
        this.mask = mask;
        this.show = show;
        file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    public string Path { get; }

    public void Append(string line) => Append(line, isError: false);

    public void Append(string line, bool isError)
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

            var numbered = new LogLine(++count, shown, isError);
            lines.Enqueue(numbered);
            file.WriteLine(shown);
            foreach (var follower in followers)
            {
                follower.Writer.TryWrite(numbered);
            }
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
            return [.. lines.Skip(Math.Max(0, lines.Count - count)).Select(line => line.Content)];
        }
    }

    public IReadOnlyList<LogLine> All()
    {
        lock (gate)
        {
            return [.. lines];
        }
    }

    /// <summary>The remembered lines, then those to come, until disposed of.</summary>
    public LogSubscription Follow()
    {
        var channel = Channel.CreateUnbounded<LogLine>(new UnboundedChannelOptions { SingleReader = true });
        lock (gate)
        {
            followers.Add(channel);
            return new LogSubscription([.. lines], channel.Reader, () => Unfollow(channel));
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

    private void Unfollow(Channel<LogLine> channel)
    {
        lock (gate)
        {
            followers.Remove(channel);
        }
    }
}
