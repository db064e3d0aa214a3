namespace FakeDoktoriApi.Notifications;

internal sealed record UnreadState(bool HasUnread);
