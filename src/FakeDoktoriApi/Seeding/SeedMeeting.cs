using System.Globalization;
using FakeDoktoriApi.Books;

namespace FakeDoktoriApi.Seeding;

/// <summary>
/// A meeting as the rules of POST /meetings would have let it come about: 92 % recruit, with a deadline 3 to 22 days ahead; of the rest some
/// are full and under way, some are over (and not yet marked so: GET /users/me/meetings does that), some cancelled.
/// </summary>
internal sealed record SeedMeeting(
    int Id, int LeaderId, int GenreId, string Title, string Description, int Capacity, string Status, TimeOnly StartTime,
    DateOnly Deadline, DateTime CreatedAt, IReadOnlyList<SeedMeeting.Round> Rounds, IReadOnlyList<SeedMeeting.Member> Members)
{
    public const int DurationMinutes = 30;

    private static readonly string[] _endings = ["함께 읽기", "읽고 이야기해요", "완독 모임", "밤 독서회", "주말 독서", "느리게 읽기", "깊이 읽기", "첫 모임"];
    private static readonly string[] _images = ["spring", "desk", "window", "cafe", "forest", "library"];

    public string ImagePath => $"images/meetings/{_images[Id % _images.Length]}-{(Id % 97).ToString(CultureInfo.InvariantCulture)}.jpg";

    public int CurrentCount => Members.Count(m => m.Status == "APPROVED");

    public static SeedMeeting Create(SeedPlan plan, int id)
    {
        var random = new SeedStream(plan.Seed, SeedKind.Meeting, id);
        var lot = random.Next(100);
        var status = lot < 92 ? "RECRUITING" : lot < 97 ? "FINISHED" : "CANCELED";
        var deadline = plan.Today.AddDays(status == "RECRUITING" ? random.Between(3, 22) : -random.Between(1, 30));
        var start = new TimeOnly(random.Between(9, 21), random.Chance(50) ? 0 : 30);
        var rounds = CreateRounds(ref random, deadline.AddDays(random.Between(1, 7)), start, plan);
        var leader = random.Next(SeedPlan.Users) + 1;
        var capacity = random.Between(3, 8);
        var word = random.Pick(SearchWords.All);
        var createdAt = Age(plan, id, ref random);
        return new(
            id,
            leader,
            random.Between(1, 8),
            $"{word} {random.Pick(_endings)} {id.ToString(CultureInfo.InvariantCulture)}",
            $"{word}에 관심 있는 분들과 {rounds.Count}번 만나 이야기합니다.",
            capacity,
            status,
            start,
            deadline,
            createdAt,
            rounds,
            CreateMembers(ref random, leader, status == "RECRUITING" ? capacity - 1 : capacity, status, createdAt));
    }

    private static List<Round> CreateRounds(ref SeedStream random, DateOnly first, TimeOnly start, SeedPlan plan)
    {
        var lot = random.Next(100);
        var count = lot < 45 ? 1 : lot < 75 ? 3 : lot < 85 ? 2 : lot < 93 ? 4 : random.Between(5, 8);
        var rounds = new List<Round>(count);
        for (var no = 1; no <= count; no++)
        {
            var startAt = first.AddDays((no - 1) * 7).ToDateTime(start);
            var endAt = startAt.AddMinutes(DurationMinutes);
            rounds.Add(new(no, random.Next(BookCatalogue.SeededCount) + 1, startAt, endAt, endAt < plan.Midnight ? "DONE" : "SCHEDULED"));
        }

        return rounds;
    }

    // Walking the hundred users in steps of 37 (no common divisor) from the leader meets each of them once.
    private static List<Member> CreateMembers(ref SeedStream random, int leader, int most, string status, DateTime createdAt)
    {
        var members = new List<Member>(most) { new(leader, "LEADER", "APPROVED", createdAt) };
        var others = status == "FINISHED" ? most - 1 : Math.Min(most - 1, random.Next(4));
        for (var k = 1; k <= others; k++)
        {
            members.Add(new(((leader - 1 + (k * 37)) % SeedPlan.Users) + 1, "MEMBER", "APPROVED", createdAt.AddHours(k)));
        }

        if (status == "RECRUITING" && random.Chance(20))
        {
            members.Add(new(((leader - 1 + ((others + 1) * 37)) % SeedPlan.Users) + 1, "MEMBER", "PENDING", createdAt.AddHours(others + 1)));
        }

        return members;
    }

    // Later ids are newer, evenly over the last sixty days, as if the service had run.
    private static DateTime Age(SeedPlan plan, int id, ref SeedStream random) =>
        plan.Midnight.AddDays(-60).AddSeconds((60L * 86_400 - 86_400) * id / Math.Max(1, plan.Meetings)).AddMicroseconds(random.Next(1_000_000));

    internal readonly record struct Round(int No, int BookId, DateTime StartAt, DateTime EndAt, string Status);

    internal readonly record struct Member(int UserId, string Role, string Status, DateTime CreatedAt);
}
