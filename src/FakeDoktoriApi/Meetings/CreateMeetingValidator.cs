using System.Text.RegularExpressions;
using FakeDoktoriApi.Books;
using FakeDoktoriApi.Http;

namespace FakeDoktoriApi.Meetings;

/// <summary>
/// The rules of POST /meetings, 422 each: first those of single fields, all of them reported; if they hold, those between fields.
/// The contract gives the rules; which constraint name the ones between fields carry is inferred.
/// </summary>
internal sealed partial class CreateMeetingValidator(DateOnly today)
{
    private const int DurationMinutes = 30;
    private const int FurthestFirstRoundDays = 30;
    private readonly List<FieldError> _errors = [];

    /// <returns>The plan, or the errors.</returns>
    public static (MeetingPlan? Plan, IReadOnlyList<FieldError> Errors) Validate(CreateMeetingRequest request, DateOnly today) =>
        new CreateMeetingValidator(today).Validate(request);

    private (MeetingPlan? Plan, IReadOnlyList<FieldError> Errors) Validate(CreateMeetingRequest request)
    {
        CheckImage(request.MeetingImagePath);
        CheckText("title", request.Title, 50);
        CheckText("description", request.Description, 300);
        CheckRange("readingGenreId", request.ReadingGenreId, 1, long.MaxValue);
        CheckRange("capacity", request.Capacity, 3, 8);
        CheckRange("roundCount", request.RoundCount, 1, 8);
        CheckPresent("startTime", request.StartTime);
        CheckLength("leaderIntro", request.LeaderIntro, 300);
        CheckPresent("leaderIntroSavePolicy", request.LeaderIntroSavePolicy);
        CheckRange("durationMinutes", request.DurationMinutes, DurationMinutes, DurationMinutes);
        CheckPresent("recruitmentDeadline", request.RecruitmentDeadline);
        CheckRounds(request.Rounds);
        if (_errors.Count > 0)
        {
            return (null, _errors);
        }

        var plan = ToPlan(request);
        CheckTogether(plan, request.RoundCount!.Value);
        return _errors.Count > 0 ? (null, _errors) : (plan, _errors);
    }

    private static MeetingPlan ToPlan(CreateMeetingRequest request) => new(
        request.MeetingImagePath!,
        request.Title!,
        request.Description!,
        request.ReadingGenreId!.Value,
        request.Capacity!.Value,
        [.. request.Rounds!.Select(r => new MeetingPlan.Round(r!.RoundNo!.Value, r.Date!.Value, Isbn.To13(r.Book!.Isbn!))).OrderBy(r => r.No)],
        request.StartTime!.Value,
        request.LeaderIntro,
        request.LeaderIntroSavePolicy!.Value,
        request.DurationMinutes!.Value,
        request.RecruitmentDeadline!.Value);

    private void CheckTogether(MeetingPlan plan, int roundCount)
    {
        var dates = plan.Rounds.Select(r => r.Date).ToArray();
        Require(roundCount == plan.Rounds.Count, "roundCount", "회차 수가 rounds의 길이와 다릅니다.");
        Require(plan.Rounds.Select((r, i) => r.No == i + 1).All(inOrder => inOrder), "rounds", "회차 번호는 1부터 빠짐없이 하나씩이어야 합니다.");
        Require(dates[0] > today, "rounds", "회차 날짜는 오늘 이후여야 합니다.");
        Require(dates.Zip(dates.Skip(1)).All(pair => pair.First < pair.Second), "rounds", "회차 날짜는 순서대로 늦어져야 합니다.");
        Require(dates[0] <= today.AddDays(FurthestFirstRoundDays), "rounds", "첫 회차는 30일 이내여야 합니다.");
        Require(plan.RecruitmentDeadline >= today, "recruitmentDeadline", "모집 마감일은 오늘 이후여야 합니다.");
        Require(plan.RecruitmentDeadline < dates[^1], "recruitmentDeadline", "모집 마감일은 마지막 회차 전이어야 합니다.");
    }

    private void CheckRounds(IReadOnlyList<CreateMeetingRequest.Round?>? rounds)
    {
        if (rounds is null or [])
        {
            Fail("rounds", "NotEmpty", "회차는 하나 이상이어야 합니다.");
            return;
        }

        for (var i = 0; i < rounds.Count; i++)
        {
            var path = $"rounds[{i}]";
            if (rounds[i] is not { } round)
            {
                Fail(path, "NotNull", "필수 값입니다.");
                continue;
            }

            CheckRange($"{path}.roundNo", round.RoundNo, 1, int.MaxValue);
            CheckPresent($"{path}.date", round.Date);
            CheckBook($"{path}.book", round.Book);
        }
    }

    private void CheckBook(string path, CreateMeetingRequest.Book? book)
    {
        if (book is null)
        {
            Fail(path, "NotNull", "필수 값입니다.");
            return;
        }

        if (string.IsNullOrWhiteSpace(book.Isbn))
        {
            Fail($"{path}.isbn", "NotBlank", "필수 값입니다.");
        }
        else if (!Isbn.IsAcceptable(book.Isbn))
        {
            Fail($"{path}.isbn", "Pattern", "ISBN은 10자리 또는 13자리여야 합니다.");
        }

        CheckText($"{path}.title", book.Title, 255);
    }

    private void CheckImage(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            Fail("meetingImagePath", "NotBlank", "필수 값입니다.");
        }
        else if (!ImageKey().IsMatch(path) && !KakaoImage().IsMatch(path))
        {
            Fail("meetingImagePath", "Pattern", "이미지 경로 형식이 올바르지 않습니다.");
        }
    }

    private void CheckText(string field, string? value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Fail(field, "NotBlank", "필수 값입니다.");
        }

        CheckLength(field, value, longest);
    }

    private void CheckLength(string field, string? value, int longest)
    {
        if (value is not null && value.Length > longest)
        {
            Fail(field, "Size", $"{longest}자 이하여야 합니다.");
        }
    }

    private void CheckPresent<T>(string field, T? value)
        where T : struct
    {
        if (value is null)
        {
            Fail(field, "NotNull", "필수 값입니다.");
        }
    }

    private void CheckRange(string field, long? value, long min, long max)
    {
        CheckPresent(field, value);
        if (value < min)
        {
            Fail(field, "Min", $"{min} 이상이어야 합니다.");
        }
        else if (value > max)
        {
            Fail(field, "Max", $"{max} 이하여야 합니다.");
        }
    }

    private void Require(bool holds, string field, string message)
    {
        if (!holds)
        {
            Fail(field, "AssertTrue", message);
        }
    }

    private void Fail(string field, string reason, string message) => _errors.Add(new(field, reason, message));

    [GeneratedRegex(@"^images/(profiles|meetings)/[^/\s]+\.(jpg|jpeg|png|webp)$", RegexOptions.CultureInvariant)]
    private static partial Regex ImageKey();

    [GeneratedRegex(@"^https?://([A-Za-z0-9-]+\.)*kakaocdn\.net/\S*$", RegexOptions.CultureInvariant)]
    private static partial Regex KakaoImage();
}
