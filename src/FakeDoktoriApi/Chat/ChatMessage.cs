namespace FakeDoktoriApi.Chat;

/// <summary>What every subscriber of a room is sent; no envelope.</summary>
internal sealed record ChatMessage(
    long MessageId, long SenderId, string SenderNickname, string MessageType, string? TextMessage, string? FilePath, DateTime CreatedAt);
