using LoadTests.History;

namespace LoadTests.Reports;

/// <summary>What ended within one stretch of time.</summary>
internal sealed class TimeSlot
{
    public long Requests { get; private set; }
    public long Failed { get; private set; }
    public LatencyBuckets Latency { get; } = new();
    public Dictionary<Outcome, long> Outcomes { get; } = [];
    public Dictionary<string, long> Servers { get; } = new(StringComparer.Ordinal);

    public void Add(Sample sample)
    {
        Requests++;
        Outcomes[sample.Outcome] = Outcomes.GetValueOrDefault(sample.Outcome) + 1;
        if (sample.Outcome != Outcome.Ok)
        {
            Failed++;
        }

        // As in the trends: a refused connection is over in no time and would flatter the percentiles.
        if (sample.Status != 0 || sample.Outcome == Outcome.Timeout)
        {
            Latency.Add((sample.Ended - sample.Started) / 1000.0);
        }

        if (sample.Server is { } server)
        {
            Servers[server] = Servers.GetValueOrDefault(server) + 1;
        }
    }

    public void Add(TimeSlot other)
    {
        Requests += other.Requests;
        Failed += other.Failed;
        Latency.Add(other.Latency);
        foreach (var (outcome, count) in other.Outcomes)
        {
            Outcomes[outcome] = Outcomes.GetValueOrDefault(outcome) + count;
        }

        foreach (var (server, count) in other.Servers)
        {
            Servers[server] = Servers.GetValueOrDefault(server) + count;
        }
    }
}
