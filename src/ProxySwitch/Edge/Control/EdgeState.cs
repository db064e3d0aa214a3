using System.Text.Json.Serialization;
using ProxySwitch.Edge.Routing;

namespace ProxySwitch.Edge.Control;

/// <summary>What GET /control/state shows. Field names are the control API's contract.</summary>
/// <param name="Connections">Of clients, open now.</param>
/// <param name="InFlight">Requests that are being answered; open WebSockets are counted apart.</param>
/// <param name="LastRequestAt">When the last request began; null before the first.</param>
internal sealed record EdgeState(
    string Role, string Edge, int Generation, ActiveUpstreams Active, string Listen, long Connections, long InFlight, long WebSockets, long RequestsTotal,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? LastRequestAt, IReadOnlyList<EdgeUpstreamState> Upstreams, IReadOnlyList<EdgeGenerationState> Switches);
