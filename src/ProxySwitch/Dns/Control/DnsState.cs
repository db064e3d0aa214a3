namespace ProxySwitch.Dns.Control;

/// <summary>What GET /control/state shows. Field names are the control API's contract.</summary>
internal sealed record DnsState(
    string Role, string Zone, string Listen, uint Serial, int TtlSeconds, IReadOnlyDictionary<string, string> Records, long QueriesTotal, int TcpConnections,
    IReadOnlyList<AnswerState> Answers, IReadOnlyList<ChangeState> Changes);
