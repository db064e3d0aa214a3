using System.ComponentModel.DataAnnotations;
using FakeDoktoriApi.Stomp;

namespace FakeDoktoriApi.Chat;

/// <summary>Section <c>Chat</c>. Spring's defaults where the application leaves them alone: frames of 64 KiB, 512 KiB and 10 s to send.</summary>
internal sealed class ChatOptions
{
    public const string Section = "Chat";

    /// <summary>Open WebSockets; one more is answered with 503. 1 to 20,000.</summary>
    [Range(1, 20_000)]
    public int MaxSessions { get; set; } = 2_000;

    /// <summary>Milliseconds between heart-beats, both ways, that this side offers; 0 = none. 0 to 600,000.</summary>
    [Range(0, 600_000)]
    public int HeartBeatMs { get; set; } = 10_000;

    /// <summary>A client is cut off after this many missed heart-beats. 2 to 10; Spring's broker says 3.</summary>
    [Range(2, 10)]
    public int HeartBeatGrace { get; set; } = 3;

    /// <summary>Milliseconds from the open WebSocket to the frame CONNECT. 100 to 600,000.</summary>
    [Range(100, 600_000)]
    public int ConnectTimeoutMs { get; set; } = 10_000;

    /// <summary>Bytes of one frame. 1,024 to 1,048,576.</summary>
    [Range(1_024, 1_048_576)]
    public int MaxFrameBytes { get; set; } = 65_536;

    /// <summary>Bytes of a frame's command and headers together. 256 to 65,536.</summary>
    [Range(256, 65_536)]
    public int MaxHeaderBytes { get; set; } = 8_192;

    /// <summary>Headers of one frame. 4 to 1,000.</summary>
    [Range(4, 1_000)]
    public int MaxHeaders { get; set; } = 32;

    /// <summary>Subscriptions of one session. 1 to 1,000.</summary>
    [Range(1, 1_000)]
    public int MaxSubscriptions { get; set; } = 32;

    /// <summary>Frames and pieces of WebSocket messages a session may send per second, twice as many in a burst. 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int FramesPerSecond { get; set; } = 200;

    /// <summary>Bytes that may wait for one client; more, and it is cut off. 4,096 to 67,108,864.</summary>
    [Range(4_096, 67_108_864)]
    public int SendBufferBytes { get; set; } = 524_288;

    /// <summary>Milliseconds that sending one frame may take. 100 to 600,000.</summary>
    [Range(100, 600_000)]
    public int SendTimeLimitMs { get; set; } = 10_000;

    /// <summary>Milliseconds a close may take, the last frames included. 100 to 60,000.</summary>
    [Range(100, 60_000)]
    public int CloseTimeoutMs { get; set; } = 2_000;

    /// <summary>Milliseconds between two looks for new messages while somebody is subscribed. 10 to 10,000.</summary>
    [Range(10, 10_000)]
    public int PollMs { get; set; } = 100;

    /// <summary>Milliseconds between two looks while nobody is. 10 to 60,000.</summary>
    [Range(10, 60_000)]
    public int IdlePollMs { get; set; } = 1_000;

    /// <summary>Milliseconds after which a look at the database counts as failed and is not waited for. 100 to 60,000.</summary>
    [Range(100, 60_000)]
    public int PollTimeoutMs { get; set; } = 5_000;

    public StompConnectionOptions Connection => new(
        new(MaxFrameBytes, MaxHeaderBytes, MaxHeaders),
        new(HeartBeatMs, HeartBeatMs),
        HeartBeatGrace,
        TimeSpan.FromMilliseconds(ConnectTimeoutMs),
        FramesPerSecond,
        SendBufferBytes,
        TimeSpan.FromMilliseconds(SendTimeLimitMs),
        TimeSpan.FromMilliseconds(CloseTimeoutMs));
}
