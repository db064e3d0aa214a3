namespace FakeDoktoriApi.Notifications;

internal sealed record NotificationList(IReadOnlyList<Notification> Notifications, bool HasUnread);
