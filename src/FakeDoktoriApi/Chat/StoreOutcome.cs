namespace FakeDoktoriApi.Chat;

internal enum StoreOutcome
{
    /// <summary>A new row.</summary>
    Stored,

    /// <summary>The sender has used this <c>clientMessageId</c> in this room before: nothing was stored.</summary>
    Repeated,

    /// <summary>The room is not being talked in, or has no open round.</summary>
    RoomClosed,

    /// <summary>The sender is not in the room.</summary>
    NotAMember,
}
