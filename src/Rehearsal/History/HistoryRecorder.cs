using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Rehearsal.History;

/// <summary>
/// Writes history as it happens. Telling it something never waits for the disk: runbooks report from inside the
/// write-unavailable window. Every line is flushed, so a killed rehearsal leaves all but its last moments.
/// </summary>
internal sealed class HistoryRecorder : IAsyncDisposable
{
    private readonly Channel<TimelineEvent> timeline = Channel.CreateUnbounded<TimelineEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<ChecksumRecord> checksums = [];
    private readonly RunFolder folder;
    private readonly TimeProvider time;
    private readonly ILogger? log;
    private readonly Task writing;

    /// <param name="log">Is told the timeline, too; it only queues, as the file does.</param>
    public HistoryRecorder(RunFolder folder, TimeProvider time, ILogger? log = null)
    {
        this.folder = folder;
        this.time = time;
        this.log = log;
        writing = WriteTimelineAsync();
    }

    /// <summary>Unix microseconds.</summary>
    public long Now => UnixMicroseconds(time.GetUtcNow());

    public static long UnixMicroseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public void Record(TimelineEvent line)
    {
        timeline.Writer.TryWrite(line);
        log?.Tell(line);
    }

    public void Act(string act, TimelineState state, string? detail = null) =>
        Record(new TimelineEvent(Now, TimelineKind.Act, act, null, act, state, detail));

    public void Record(IEnumerable<ServerSnapshot> snapshots) => Ndjson.Append(folder.ServersFile, snapshots);

    public void Record(IEnumerable<LedgerRow> rows) => Ndjson.Append(folder.RowsFile, rows);

    public void Record(IEnumerable<ProcessMemory> memory) => Ndjson.Append(folder.ResourcesFile, memory);

    public void Record(ChecksumRecord checksum)
    {
        checksums.Add(checksum);
        RunFolder.WriteDocument(folder.ChecksumsFile, checksums);
    }

    public async ValueTask DisposeAsync()
    {
        timeline.Writer.TryComplete();
        await writing;
    }

    private async Task WriteTimelineAsync()
    {
        await using var writer = new StreamWriter(folder.TimelineFile, append: true);
        await foreach (var line in timeline.Reader.ReadAllAsync())
        {
            await writer.WriteLineAsync(JsonSerializer.Serialize(line, HistoryJson.Line));
            await writer.FlushAsync();
        }
    }
}
