namespace FakeDoktoriApi.Recommendations;

internal sealed record RecommendedMeeting(
    long MeetingId, string? MeetingImagePath, string Title, string ReadingGenreName, string LeaderNickname, DateOnly RecruitmentDeadline);
