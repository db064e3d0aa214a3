namespace ProxySwitch.Db.Sessions;

/// <param name="Sessions">Open now, the half-closed ones included.</param>
/// <param name="HalfClosed">Of these, how many where one side has already said goodbye and the other has not.</param>
internal readonly record struct TrafficSnapshot(long Sessions, long HalfClosed, long SessionsTotal, long BytesUp, long BytesDown, long ConnectErrors);
