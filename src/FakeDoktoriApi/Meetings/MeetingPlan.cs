namespace FakeDoktoriApi.Meetings;

/// <summary>A request that passed validation: nothing is missing any more.</summary>
internal sealed record MeetingPlan(
    string ImagePath, string Title, string Description, long GenreId, int Capacity, IReadOnlyList<MeetingPlan.Round> Rounds, TimeOnly StartTime,
    string? LeaderIntro, bool SaveLeaderIntro, int DurationMinutes, DateOnly RecruitmentDeadline)
{
    internal sealed record Round(int No, DateOnly Date, string Isbn13);
}
