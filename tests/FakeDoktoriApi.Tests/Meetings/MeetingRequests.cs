using FakeDoktoriApi.Meetings;

namespace FakeDoktoriApi.Tests.Meetings;

/// <summary>Requests around one that is right in everything.</summary>
internal static class MeetingRequests
{
    public static readonly DateOnly Today = new(2026, 3, 2);

    public static CreateMeetingRequest Valid { get; } = new(
        "images/meetings/a.png",
        "제목",
        "설명",
        1,
        5,
        2,
        [Round(1, Today.AddDays(5)), Round(2, Today.AddDays(12))],
        new(19, 30),
        null,
        false,
        30,
        Today.AddDays(3));

    public static CreateMeetingRequest.Round Round(int? no, DateOnly? date, string? isbn = "9788936434267", string? title = "책") =>
        new(no, date, new(isbn, title, null, null));

    public static CreateMeetingRequest With(params CreateMeetingRequest.Round?[] rounds) => Valid with { RoundCount = rounds.Length, Rounds = rounds };
}
