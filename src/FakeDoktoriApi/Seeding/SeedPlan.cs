namespace FakeDoktoriApi.Seeding;

/// <summary>All that the seeded rows depend on: the same plan gives the same rows, byte for byte.</summary>
/// <param name="Meetings">0 to 10,000,000.</param>
/// <param name="Today">In Korea; deadlines and rounds are relative to it.</param>
internal sealed record SeedPlan(int Meetings, int Seed, DateOnly Today)
{
    public const int DefaultMeetings = 3_000;
    public const int MostMeetings = 10_000_000;
    public const int Users = 100;
    public const int ChatRooms = 30;

    /// <summary>The room where every seeded user may talk.</summary>
    public const int TalkRoom = ChatRooms + 1;

    public DateTime Midnight { get; } = Today.ToDateTime(TimeOnly.MinValue);

    /// <summary>The Monday of the week that <see cref="Today"/> is in.</summary>
    public DateOnly ThisMonday { get; } = Today.AddDays(-(((int)Today.DayOfWeek + 6) % 7));
}
