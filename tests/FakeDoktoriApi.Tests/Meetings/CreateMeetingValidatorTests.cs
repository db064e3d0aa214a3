using FakeDoktoriApi.Meetings;
using static FakeDoktoriApi.Tests.Meetings.MeetingRequests;

namespace FakeDoktoriApi.Tests.Meetings;

public sealed class CreateMeetingValidatorTests
{
    [Fact]
    public void Accepts_AndCompletes()
    {
        var (plan, errors) = CreateMeetingValidator.Validate(With(Round(2, Today.AddDays(12)), Round(1, Today.AddDays(5), "8936434268 9788936434267")), Today);

        Assert.Empty(errors);
        Assert.Equal([1, 2], plan!.Rounds.Select(r => r.No));
        Assert.Equal("9788936434267", plan.Rounds[0].Isbn13);
    }

    [Fact]
    public void EmptyBody_NamesEveryRequiredField()
    {
        var (_, errors) = CreateMeetingValidator.Validate(new(null, null, null, null, null, null, null, null, null, null, null, null), Today);

        Assert.Equal(
            ["capacity", "description", "durationMinutes", "leaderIntroSavePolicy", "meetingImagePath", "readingGenreId", "recruitmentDeadline", "roundCount", "rounds", "startTime", "title"],
            errors.Select(e => e.Field).Order());
        Assert.All(errors, e => Assert.True(e.Reason is "NotNull" or "NotBlank" or "NotEmpty"));
    }

    private static readonly (string Field, string Reason, CreateMeetingRequest Request)[] _faults =
    [
        ("meetingImagePath", "Pattern", Valid with { MeetingImagePath = "images/books/a.png" }),
        ("meetingImagePath", "Pattern", Valid with { MeetingImagePath = "images/meetings/a.gif" }),
        ("meetingImagePath", "Pattern", Valid with { MeetingImagePath = "https://example.com/a.png" }),
        ("meetingImagePath", "Pattern", Valid with { MeetingImagePath = "https://evilkakaocdn.net/a.png" }),
        ("meetingImagePath", "NotBlank", Valid with { MeetingImagePath = " " }),
        ("title", "Size", Valid with { Title = new('가', 51) }),
        ("title", "NotBlank", Valid with { Title = "  " }),
        ("description", "Size", Valid with { Description = new('가', 301) }),
        ("leaderIntro", "Size", Valid with { LeaderIntro = new('가', 301) }),
        ("capacity", "Min", Valid with { Capacity = 2 }),
        ("capacity", "Max", Valid with { Capacity = 9 }),
        ("roundCount", "Min", Valid with { RoundCount = 0 }),
        ("roundCount", "Max", Valid with { RoundCount = 9 }),
        ("durationMinutes", "Min", Valid with { DurationMinutes = 29 }),
        ("durationMinutes", "Max", Valid with { DurationMinutes = 60 }),
        ("rounds", "NotEmpty", Valid with { Rounds = [] }),
        ("rounds[0]", "NotNull", With(null, Round(2, Today.AddDays(12)))),
        ("rounds[0].roundNo", "Min", With(Round(0, Today.AddDays(5)), Round(2, Today.AddDays(12)))),
        ("rounds[0].roundNo", "NotNull", With(Round(null, Today.AddDays(5)), Round(2, Today.AddDays(12)))),
        ("rounds[1].date", "NotNull", With(Round(1, Today.AddDays(5)), Round(2, null))),
        ("rounds[1].book", "NotNull", With(Round(1, Today.AddDays(5)), new CreateMeetingRequest.Round(2, Today.AddDays(12), null))),
        ("rounds[0].book.isbn", "NotBlank", With(Round(1, Today.AddDays(5), ""), Round(2, Today.AddDays(12)))),
        ("rounds[0].book.isbn", "Pattern", With(Round(1, Today.AddDays(5), "123"), Round(2, Today.AddDays(12)))),
        ("rounds[0].book.title", "NotBlank", With(Round(1, Today.AddDays(5), title: null), Round(2, Today.AddDays(12)))),

        // Between fields.
        ("roundCount", "AssertTrue", Valid with { RoundCount = 3 }),
        ("rounds", "AssertTrue", With(Round(1, Today.AddDays(5)), Round(3, Today.AddDays(12)))),
        ("rounds", "AssertTrue", With(Round(1, Today.AddDays(5)), Round(1, Today.AddDays(12)))),
        ("rounds", "AssertTrue", With(Round(1, Today), Round(2, Today.AddDays(12)))),
        ("rounds", "AssertTrue", With(Round(1, Today.AddDays(5)), Round(2, Today.AddDays(5)))),
        ("rounds", "AssertTrue", With(Round(1, Today.AddDays(12)), Round(2, Today.AddDays(5)))),
        ("rounds", "AssertTrue", With(Round(1, Today.AddDays(31)), Round(2, Today.AddDays(32)))),
        ("recruitmentDeadline", "AssertTrue", Valid with { RecruitmentDeadline = Today.AddDays(-1) }),
        ("recruitmentDeadline", "AssertTrue", Valid with { RecruitmentDeadline = Today.AddDays(12) }),
    ];

    public static TheoryData<int, string, string> Faults => [.. _faults.Select((fault, i) => (i, fault.Field, fault.Reason))];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Refuses_AndNamesTheField(int fault, string field, string reason)
    {
        var request = _faults[fault].Request;
        var (plan, errors) = CreateMeetingValidator.Validate(request, Today);

        Assert.Null(plan);
        var only = Assert.Single(errors);
        Assert.Equal((field, reason), (only.Field, only.Reason));
    }

    private static readonly CreateMeetingRequest[] _bounds =
    [
        Valid with { RecruitmentDeadline = Today },
        Valid with { RecruitmentDeadline = Today.AddDays(11) },
        Valid with { Title = new('가', 50), Description = new('가', 300), LeaderIntro = new('가', 300) },
        Valid with { Capacity = 3 },
        Valid with { Capacity = 8 },
        Valid with { MeetingImagePath = "https://k.kakaocdn.net/dn/abc/img_640x640.jpg" },
        Valid with { MeetingImagePath = "images/profiles/a.webp" },
        With(Round(1, Today.AddDays(30)), Round(2, Today.AddDays(31))),
        With(Round(1, Today.AddDays(4))),
    ];

    [Fact]
    public void Accepts_TheBounds() => Assert.All(_bounds, request => Assert.Empty(CreateMeetingValidator.Validate(request, Today).Errors));
}
