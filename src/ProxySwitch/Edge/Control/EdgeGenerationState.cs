using ProxySwitch.Edge.Routing;

namespace ProxySwitch.Edge.Control;

/// <summary>One switch and what its generation has done since. Oldest first.</summary>
/// <param name="Connections">Open now of those accepted while it was in force.</param>
internal sealed record EdgeGenerationState(
    int Generation, ActiveUpstreams Active, DateTimeOffset At, long Connections, long InFlight, long WebSockets, long RequestsTotal, long Errors);
