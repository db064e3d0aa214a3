namespace FakeDoktoriApi.Meetings;

internal sealed record MeetingDetail(MeetingDetail.MeetingInfo Meeting, IReadOnlyList<MeetingDetail.RoundInfo> Rounds, MeetingDetail.Participants ParticipantsPreview)
{
    internal sealed record MeetingInfo(
        long MeetingId, DateTime CreatedAt, string Status, string? MeetingImagePath, string Title, string Description, long ReadingGenreId, int Capacity,
        int CurrentCount, DateOnly RecruitmentDeadline, int RoundCount, Hours Time, Leader Leader);

    internal sealed record Hours(TimeOnly StartTime, TimeOnly EndTime);

    internal sealed record Leader(string Nickname, string? ProfileImagePath, string? Intro);

    internal sealed record RoundInfo(int RoundNo, DateOnly Date, RoundBook Book);

    internal sealed record RoundBook(string Title, string? Authors, string? Publisher, string? ThumbnailUrl, DateOnly? PublishedAt);

    internal sealed record Participants(int PreviewCount, IReadOnlyList<string?> ProfileImages, string? MyParticipationStatus);
}
