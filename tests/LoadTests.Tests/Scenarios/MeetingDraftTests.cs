using System.Text;
using LoadTests.Scenarios;

namespace LoadTests.Tests.Scenarios;

public sealed class MeetingDraftTests
{
    [Fact]
    public void IsTheShapeTheServerTakesToday()
    {
        var body = MeetingDraft.Body("[lab r-w000001] 책모임", new Book("9788937460449", "데미안", "헤르만 헤세", null), new DateOnly(2026, 3, 28));

        Assert.Equal(
            """{"meetingImagePath":"images/meetings/load-test.png","title":"[lab r-w000001] 책모임","description":"부하 테스트가 만든 모임입니다.","readingGenreId":1,"capacity":4,"roundCount":1,"rounds":[{"roundNo":1,"date":"2026-04-04","book":{"isbn":"9788937460449","title":"데미안","authors":"헤르만 헤세","publisher":null}}],"startTime":"20:00","leaderIntro":"부하 테스트","leaderIntroSavePolicy":false,"durationMinutes":30,"recruitmentDeadline":"2026-03-31"}""",
            Encoding.UTF8.GetString(body.Span));
    }

    [Theory]
    [InlineData("""{"message":"OK","data":{"meetingId":123}}""", 123L)]
    [InlineData("""{"message":"OK"}""", null)]
    [InlineData("""{"data":{"meetingId":"x"}}""", null)]
    [InlineData("<html>", null)]
    [InlineData("", null)]
    public void ReadsTheIdFromTheAnswer(string answer, long? expected) =>
        Assert.Equal(expected, MeetingDraft.IdInAnswer(Encoding.UTF8.GetBytes(answer)));

    [Fact]
    public void BooksComeFromTheNestedList_AndOnlyWithAnIsbn()
    {
        var books = Book.FromAnswer(Encoding.UTF8.GetBytes(
            """{"message":"OK","data":{"data":[{"title":"a","isbn":"1234567890"},{"title":"b","isbn":""},{"title":"c"}],"pageInfo":{}}}"""));

        Assert.Equal([new Book("1234567890", "a", null, null)], books);
        Assert.Empty(Book.FromAnswer("<html>"u8.ToArray()));
        Assert.Empty(Book.FromAnswer("""{"data":[]}"""u8.ToArray()));
    }
}
