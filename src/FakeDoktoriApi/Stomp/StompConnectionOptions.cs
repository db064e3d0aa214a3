namespace FakeDoktoriApi.Stomp;

/// <summary>The bounds of one session.</summary>
/// <param name="HeartBeat">What this side offers.</param>
/// <param name="HeartBeatGrace">After so many missed heart-beats the client counts as gone.</param>
/// <param name="ConnectTimeout">From the open WebSocket to the frame CONNECT.</param>
/// <param name="FramesPerSecond">Frames and pieces of WebSocket messages together; twice as many in a burst.</param>
/// <param name="SendBufferBytes">What may wait for the client.</param>
/// <param name="SendTimeLimit">What one frame may take to be sent.</param>
/// <param name="CloseTimeout">From the decision to close to the end of the connection, the last frames and the client's answer included.</param>
internal sealed record StompConnectionOptions(
    StompLimits Limits,
    HeartBeat HeartBeat,
    int HeartBeatGrace,
    TimeSpan ConnectTimeout,
    int FramesPerSecond,
    int SendBufferBytes,
    TimeSpan SendTimeLimit,
    TimeSpan CloseTimeout);
