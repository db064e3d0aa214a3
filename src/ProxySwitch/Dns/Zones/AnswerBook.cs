using System.Collections.Concurrent;
using System.Net;

namespace ProxySwitch.Dns.Zones;

/// <summary>Which address was given out how often, and when last: a client that asked at that moment may use it for a TTL more.</summary>
internal sealed class AnswerBook(TimeProvider clock)
{
    private readonly ConcurrentDictionary<IPAddress, AnswerCount> counts = [];
    private long queries;

    /// <summary>Messages answered since the start, errors included.</summary>
    public long Queries => Interlocked.Read(ref queries);

    public IEnumerable<KeyValuePair<IPAddress, AnswerCount>> Counts => counts;

    /// <param name="version">Whose answer it was.</param>
    /// <param name="given">The address in it, if there was one.</param>
    public void Answered(ZoneVersion version, IPAddress? given)
    {
        Interlocked.Increment(ref queries);
        version.QueryAnswered();
        if (given is not null && version.Answered.Contains(given))
        {
            counts.GetOrAdd(given, static _ => new()).Add(clock.GetUtcNow());
        }
    }
}
