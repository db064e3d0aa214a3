namespace Migration.Edges;

/// <summary>An edge at one moment.</summary>
/// <param name="Active">Upstream of each route.</param>
/// <param name="Connections">Open client connections.</param>
internal sealed record EdgeSnapshot(
    string? Edge,
    int Generation,
    IReadOnlyDictionary<string, string> Active,
    long Connections,
    long InFlight,
    long WebSockets,
    long RequestsTotal,
    DateTimeOffset? LastRequestAt,
    IReadOnlyList<EdgeUpstream> Upstreams)
{
    public string? ActiveOf(Service service) => Active.GetValueOrDefault(RouteOf(service));

    /// <summary>Null when the edge has never heard of it.</summary>
    public EdgeUpstream? Upstream(string name) => Upstreams.FirstOrDefault(upstream => upstream.Name == name);

    public static string RouteOf(Service service) => service.ToString().ToLowerInvariant();
}
