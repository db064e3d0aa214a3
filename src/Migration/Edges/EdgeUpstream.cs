namespace Migration.Edges;

/// <summary>One upstream as an edge counts it.</summary>
/// <param name="InFlight">Requests begun and not yet answered; open WebSockets are counted apart.</param>
/// <param name="RequestsTotal">Requests since the edge started.</param>
internal sealed record EdgeUpstream(string Name, string? Address, bool Configured, long InFlight, long WebSockets, long RequestsTotal);
