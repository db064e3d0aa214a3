namespace FakeDoktoriApi.Meetings;

/// <summary>The body of POST /meetings in its current shape. Everything may be missing here; <see cref="CreateMeetingValidator"/> decides. Unknown fields are ignored.</summary>
internal sealed record CreateMeetingRequest(
    string? MeetingImagePath,
    string? Title,
    string? Description,
    long? ReadingGenreId,
    int? Capacity,
    int? RoundCount,
    IReadOnlyList<CreateMeetingRequest.Round?>? Rounds,
    TimeOnly? StartTime,
    string? LeaderIntro,
    bool? LeaderIntroSavePolicy,
    int? DurationMinutes,
    DateOnly? RecruitmentDeadline)
{
    internal sealed record Round(int? RoundNo, DateOnly? Date, Book? Book);

    internal sealed record Book(string? Isbn, string? Title, string? Authors, string? Publisher);
}
