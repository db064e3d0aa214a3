using LoadTests.Configuration;
using LoadTests.Preflight;
using LoadTests.Safety;
using LoadTests.Traffic.Names;

namespace LoadTests.Running;

/// <summary>What outlives a single scenario of <c>all</c>: the run id, the way to ask the target outside the load, and the token once renewed.</summary>
internal sealed class TargetAccess(TargetSettings settings, string runId, TimeProvider time) : IDisposable
{
    private Probe? probe;
    private TokenRenewal? renewal;

    public string RunId => runId;

    /// <summary>Asked anew when an answer is used up, whatever the load's own habit.</summary>
    public NameCache Names { get; } = NameCache.For(settings.DnsServer, DnsHabit.Ttl, time);

    public Probe Probe => probe ??= new Probe(settings.BaseUrl, runId, Names, time);

    public TokenRenewal Renewal => renewal ??= new TokenRenewal(settings, Probe, time);

    public void Dispose() => probe?.Dispose();
}
