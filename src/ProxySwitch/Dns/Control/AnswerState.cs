namespace ProxySwitch.Dns.Control;

/// <summary>An address that was given out: how often since the start, and when last.</summary>
internal sealed record AnswerState(string Address, long Count, DateTimeOffset LastAt);
