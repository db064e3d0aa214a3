namespace FakeDoktoriApi.Stomp;

/// <summary>Why a session ended; the label <c>reason</c> of its metric.</summary>
internal enum SessionEnd
{
    /// <summary>The client closed the WebSocket.</summary>
    ClosedByClient,

    /// <summary>The client sent DISCONNECT.</summary>
    Disconnected,

    /// <summary>The connection broke.</summary>
    Lost,
    Malformed,
    TooLarge,
    Refused,

    /// <summary>Nothing came from the client for the agreed time, several times over; or it did not send CONNECT in time.</summary>
    Silent,

    /// <summary>The client did not take what was sent to it.</summary>
    Slow,

    /// <summary>This instance stops.</summary>
    Stopping,
}
