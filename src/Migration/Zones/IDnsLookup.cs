namespace Migration.Zones;

/// <summary>Asks the name server as a resolver does.</summary>
internal interface IDnsLookup
{
    /// <exception cref="Migration.Control.ControlFailure">No answer in time, or not an answer.</exception>
    Task<DnsLookupResult> AddressesAsync(string name, CancellationToken cancellation);
}
