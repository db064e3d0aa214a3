namespace ProxySwitch.Db.Control;

/// <param name="Configured">False: it left the table, but sessions stay on it or its counters are kept.</param>
internal sealed record UpstreamState(
    string Name, string Address, bool Configured, long Sessions, long HalfClosed, long SessionsTotal, long BytesUp, long BytesDown, long ConnectErrors);
