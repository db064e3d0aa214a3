namespace FakeDoktoriApi.Chat;

/// <summary>A row of <c>messages</c>, as subscribers get it, and the room it belongs to.</summary>
internal sealed record StoredMessage(long RoomId, ChatMessage Message);
