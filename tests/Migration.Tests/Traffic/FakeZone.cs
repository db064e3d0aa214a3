using Migration.Zones;

namespace Migration.Tests.Traffic;

/// <summary>A zone whose history is made of the changes asked for, on a clock of the test.</summary>
internal sealed class FakeZone(TimeProvider time, string name, string address, int ttl) : IDnsControl, IDnsLookup
{
    private readonly List<DnsChange> _changes = [new(1, time.GetUtcNow(), ttl, new Dictionary<string, string> { [name] = address })];

    public IReadOnlyList<DnsChange> Changes => _changes;

    public Task<DnsSnapshot> StateAsync(CancellationToken cancellation) =>
        Task.FromResult(new DnsSnapshot(name, _changes.Count, _changes[^1].TtlSeconds, _changes[^1].Records!, [], [.. _changes]));

    public Task TestAsync(IReadOnlyDictionary<string, string>? records, int? ttlSeconds, CancellationToken cancellation) => Task.CompletedTask;

    public Task<DnsSnapshot> ChangeAsync(IReadOnlyDictionary<string, string>? records, int? ttlSeconds, CancellationToken cancellation)
    {
        _changes.Add(new DnsChange(_changes.Count + 1, time.GetUtcNow(), ttlSeconds ?? _changes[^1].TtlSeconds, records ?? _changes[^1].Records));
        return StateAsync(cancellation);
    }

    public Task<DnsLookupResult> AddressesAsync(string asked, CancellationToken cancellation) =>
        Task.FromResult(new DnsLookupResult(0, [_changes[^1].Records![asked]], _changes[^1].TtlSeconds));

    public void Dispose()
    {
    }
}
