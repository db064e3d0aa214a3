namespace FakeDoktoriApi.Notifications;

internal sealed record Notification(
    long Id, string TypeCode, string Title, string Message, string? LinkPath, bool IsRead, DateTime CreatedAt);
