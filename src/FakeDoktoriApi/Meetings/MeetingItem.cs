namespace FakeDoktoriApi.Meetings;

internal sealed record MeetingItem(
    long MeetingId, string? MeetingImagePath, string Title, long ReadingGenreId, string LeaderNickname, int Capacity, int CurrentMemberCount,
    int RemainingDays);
