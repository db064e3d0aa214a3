using FakeDoktoriApi.Http;

namespace FakeDoktoriApi.ChatRooms;

internal sealed record ChatRoomPage(IReadOnlyList<ChatRoomItem> Items, PageInfo PageInfo);
