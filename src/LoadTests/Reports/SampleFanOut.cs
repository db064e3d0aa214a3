using LoadTests.History;
using LoadTests.Traffic;

namespace LoadTests.Reports;

internal sealed class SampleFanOut(params IReadOnlyList<ISampleSink> sinks) : ISampleSink
{
    public void Add(Sample sample)
    {
        foreach (var sink in sinks)
        {
            sink.Add(sample);
        }
    }
}
