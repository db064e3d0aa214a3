using FakeDoktoriApi.Http;

namespace FakeDoktoriApi.Meetings;

internal sealed record MeetingPage(IReadOnlyList<MeetingItem> Items, PageInfo PageInfo);
