namespace ProxySwitch.Edge.Control;

/// <param name="Configured">False: it left the table, but WebSockets stay on it or its counters are kept.</param>
/// <param name="Errors">Requests that it failed: 502, 504, and answers that broke off.</param>
internal sealed record EdgeUpstreamState(string Name, string Address, bool Configured, long InFlight, long WebSockets, long RequestsTotal, long Errors);
