namespace FakeDoktoriApi.ChatRooms;

internal sealed record ChatRoomItem(
    long RoomId, string Topic, string Description, int Capacity, int CurrentMemberCount, string? BookTitle, string? BookAuthors, string? BookThumbnailUrl);
