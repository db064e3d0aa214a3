using System.Text.Json;
using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Reports;

/// <summary><c>--samples</c>: one line per request.</summary>
internal sealed class SampleFile(string path) : ISampleSink, IAsyncDisposable
{
    private readonly LineFile<Sample> file = LineFile<Sample>.Open(path, (stream, sample) => JsonSerializer.Serialize(stream, sample, HistoryJson.Sample));

    public string? Failure => file.Failure;

    public void Add(Sample sample) => file.Add(sample);

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
