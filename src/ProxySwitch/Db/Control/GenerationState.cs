namespace ProxySwitch.Db.Control;

/// <summary>One switch and what its generation has done since. Oldest first.</summary>
internal sealed record GenerationState(
    int Generation, string Active, DateTimeOffset At, long Sessions, long HalfClosed, long SessionsTotal, long BytesUp, long BytesDown, long ConnectErrors);
