using System.Globalization;

namespace FakeDoktoriApi.Seeding;

/// <summary>One of the hundred users whose tokens GET /dev/tokens gives away.</summary>
internal sealed record SeedUser(
    int Id, string Nickname, string ImagePath, string? LeaderIntro, string? MemberIntro, bool Agreed, int BirthYear, string Gender, int Exp, DateTime CreatedAt)
{
    private static readonly string[] _moods = ["다정한", "고요한", "부지런한", "느긋한", "호기심많은", "새벽의", "창가의", "걷는", "꿈꾸는", "밑줄긋는"];
    private static readonly string[] _animals = ["다람쥐", "수달", "고래", "부엉이", "고슴도치", "여우", "거북이", "참새", "사슴", "너구리"];
    private static readonly string[] _genders = ["MALE", "FEMALE", "UNKNOWN"];

    public static SeedUser Create(SeedPlan plan, int id)
    {
        var random = new SeedStream(plan.Seed, SeedKind.User, id);
        var nickname = _moods[(id - 1) % 10] + _animals[(id - 1) / 10 % 10];
        return new(
            id,
            nickname,
            $"images/profiles/user-{id.ToString("D3", CultureInfo.InvariantCulture)}.png",
            random.Chance(60) ? $"{nickname} 모임장입니다. 편하게 이야기 나눠요." : null,
            random.Chance(50) ? "한 달에 두 권쯤 읽습니다." : null,
            random.Chance(80),
            random.Between(1975, 2006),
            random.Pick(_genders),
            random.Next(5_000),
            plan.Midnight.AddDays(-120 + random.Next(40)).AddSeconds(random.Next(86_400)));
    }
}
