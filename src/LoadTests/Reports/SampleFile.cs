using System.Text.Json;
using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Reports;

/// <summary><c>--samples</c>: one line per request.</summary>
internal sealed class SampleFile : ISampleSink, IAsyncDisposable
{
    private readonly LineFile<Sample> file;

    public SampleFile(string path) => file = LineFile<Sample>.Open(path, Write);

    /// <param name="stream">Is closed at the end.</param>
    public SampleFile(Stream stream) => file = new LineFile<Sample>(stream, Write);

    public string? Failure => file.Failure;

    public void Add(Sample sample) => file.Add(sample);

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private static void Write(Stream stream, Sample sample) => JsonSerializer.Serialize(stream, sample, HistoryJson.Sample);
}
