using LoadTests.History;

namespace LoadTests.Traffic;

internal interface ISampleSink
{
    void Add(Sample sample);
}
