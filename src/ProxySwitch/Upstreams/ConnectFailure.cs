namespace ProxySwitch.Upstreams;

/// <param name="Reason">With the address, for people.</param>
/// <param name="TimedOut">Nobody answered at all, as opposed to a refusal.</param>
internal sealed record ConnectFailure(string Reason, bool TimedOut);
