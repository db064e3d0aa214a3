namespace ProxySwitch.Db.Control;

/// <summary>What GET /control/state shows. Field names are the control API's contract.</summary>
internal sealed record ProxyState(
    string Role, int Generation, string Active, string Listen, IReadOnlyList<UpstreamState> Upstreams, IReadOnlyList<GenerationState> Switches);
