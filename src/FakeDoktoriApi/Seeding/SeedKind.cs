namespace FakeDoktoriApi.Seeding;

internal enum SeedKind
{
    User = 1,
    Meeting,
    Recommendation,
    Notification,
    ChatRoom,
    BookReport,
}
