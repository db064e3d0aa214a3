namespace FakeDoktoriApi.Meetings;

internal sealed record MyMeetingItem(
    long MeetingId, string? MeetingImagePath, string Title, long ReadingGenreId, string LeaderNickname, int CurrentRound, DateOnly? MeetingDate);
