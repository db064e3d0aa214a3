using LoadTests.Configuration;
using LoadTests.Preflight;
using LoadTests.Safety;

namespace LoadTests.Running;

/// <summary>What outlives a single scenario of <c>all</c>: the run id, the way to ask the target outside the load, and the token once renewed.</summary>
internal sealed class TargetAccess(TargetSettings settings, string runId, TimeProvider time) : IDisposable
{
    public string RunId => runId;

    public Probe Probe { get; } = new(settings.BaseUrl, runId, time);

    public TokenRenewal Renewal => renewal ??= new TokenRenewal(settings, Probe, time);

    private TokenRenewal? renewal;

    public void Dispose() => Probe.Dispose();
}
