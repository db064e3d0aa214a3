namespace FakeDoktoriApi.Chat;

/// <summary>One SUBSCRIBE of one session. <see cref="IsOver"/> belongs to the <see cref="ChatHub"/> and its lock.</summary>
internal sealed class ChatSubscription(ChatSession session, string id, string destination)
{
    public string Id => id;

    public string Destination => destination;

    /// <summary><c>null</c> for a destination that nothing is ever sent to; the real broker takes those, too.</summary>
    public long? Room { get; } = ChatDestination.RoomOfTopic(destination);

    public bool IsOver { get; set; }

    public void Deliver(ReadOnlyMemory<byte> body) => session.Deliver(this, body);
}
