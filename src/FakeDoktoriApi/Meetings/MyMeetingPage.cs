using FakeDoktoriApi.Http;

namespace FakeDoktoriApi.Meetings;

internal sealed record MyMeetingPage(IReadOnlyList<MyMeetingItem> Items, PageInfo PageInfo);
