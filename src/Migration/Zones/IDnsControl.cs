using Migration.Control;

namespace Migration.Zones;

/// <summary>The name server's control API.</summary>
internal interface IDnsControl : IDisposable
{
    /// <exception cref="ControlFailure">It does not answer, or refuses.</exception>
    Task<DnsSnapshot> StateAsync(CancellationToken cancellation);

    /// <summary>Would this change be accepted? Changes nothing. What is null stays.</summary>
    /// <exception cref="ControlFailure">The test failed.</exception>
    Task TestAsync(IReadOnlyDictionary<string, string>? records, int? ttlSeconds, CancellationToken cancellation);

    /// <exception cref="ControlFailure">Refused and nothing changed, or no answer.</exception>
    Task<DnsSnapshot> ChangeAsync(IReadOnlyDictionary<string, string>? records, int? ttlSeconds, CancellationToken cancellation);
}
