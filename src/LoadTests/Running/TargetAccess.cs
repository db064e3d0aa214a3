using LoadTests.Configuration;
using LoadTests.Preflight;
using LoadTests.Safety;
using LoadTests.Traffic.Names;

namespace LoadTests.Running;

/// <summary>What outlives a single scenario of <c>all</c>: the run id, the way to ask the target outside the load, and the token once renewed.</summary>
internal sealed class TargetAccess(TargetSettings settings, string runId, NameCache names, TimeProvider time) : IDisposable
{
    public string RunId => runId;

    /// <summary>How host names are resolved, in the load and beside it.</summary>
    public NameCache Names => names;

    public Probe Probe { get; } = new(settings.BaseUrl, runId, names, time);

    public TokenRenewal Renewal => renewal ??= new TokenRenewal(settings, Probe, time);

    private TokenRenewal? renewal;

    public void Dispose() => Probe.Dispose();
}
