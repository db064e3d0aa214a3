namespace FakeDoktoriApi.Stomp;

/// <summary>What the passing of time means for a session.</summary>
internal enum SessionEvent
{
    None,
    HeartBeatDue,
    NeverConnected,
    Silent,
    Slow,
    CloseTimedOut,
}
