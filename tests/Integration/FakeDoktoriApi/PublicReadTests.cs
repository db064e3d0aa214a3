using System.Text.Json;
using Support;

namespace Integration.FakeDoktoriApi;

[Collection(nameof(ApiServerCollection))]
public sealed class PublicReadTests(ApiServer server)
{
    private const string ItemNames = "meetingId meetingImagePath title readingGenreId leaderNickname capacity currentMemberCount remainingDays";

    [Fact]
    public async Task Health_SaysOk_InsideAndOutsideTheContextPath()
    {
        var inside = await server.Api.GetAsync("/health");

        Assert.Equal((200, """{"message":"OK"}"""), (inside.Status, inside.Text));
        Assert.Equal(["api-test"], inside.Headers.GetValues("X-Server-Id"));
        Assert.Equal(inside.Text, (await server.Api.GetRootedAsync("/health")).Text);
    }

    [Fact]
    public async Task List_HasTheShapeOfTheContract_NewestFirst_RecruitingOnly()
    {
        var answer = await server.Api.GetAsync("/meetings?size=10");

        Assert.Equal(200, answer.Status);
        Assert.Equal("message data", answer.Body.Names());
        Assert.Equal("OK", answer.Body.GetProperty("message").GetString());
        Assert.Equal("items pageInfo", answer.Data.Names());
        var items = answer.Data.GetProperty("items").EnumerateArray().ToArray();
        Assert.Equal(10, items.Length);
        Assert.All(items, item => Assert.Equal(ItemNames, item.Names()));
        Assert.All(items, item => Assert.StartsWith("https://images.doktori.test/images/meetings/", item.GetProperty("meetingImagePath").GetString(), StringComparison.Ordinal));
        Assert.All(items, item => Assert.True(item.GetProperty("remainingDays").GetInt32() >= 0));
        var ids = items.Select(Id).ToArray();
        Assert.Equal(ids.OrderDescending(), ids);
        var recruiting = await Sql.AskAsync(server.Root, $"SELECT COUNT(*) FROM meetings WHERE id IN ({string.Join(',', ids)}) AND status = 'RECRUITING'", TestContext.Current.CancellationToken);
        Assert.Equal("10", recruiting);
    }

    [Fact]
    public async Task Cursor_WalksThroughEveryMeetingOnce_AndTheLastPageSaysSo()
    {
        var seen = new List<long>();
        long? cursor = 200;
        while (cursor is not null)
        {
            var page = (await server.Api.GetAsync($"/meetings?size=10&cursorId={cursor}")).Data;
            var ids = page.GetProperty("items").EnumerateArray().Select(Id).ToArray();
            var info = page.GetProperty("pageInfo");
            Assert.Equal("nextCursorId hasNext size", info.Names());
            Assert.Equal(10, info.GetProperty("size").GetInt32());
            seen.AddRange(ids);
            cursor = info.GetProperty("hasNext").GetBoolean() ? info.GetProperty("nextCursorId").GetInt64() : null;
            Assert.Equal(cursor, info.GetProperty("nextCursorId").ValueKind == JsonValueKind.Null ? null : ids[^1]);
        }

        var expected = await Sql.RowsAsync(server.Root, "SELECT id FROM meetings WHERE id < 200 AND status = 'RECRUITING' ORDER BY id DESC", TestContext.Current.CancellationToken);
        Assert.Equal(expected.Select(row => row[0]), seen.Select(id => $"{id}"));
    }

    [Theory]
    [InlineData("roundCount=ONE", "round_count = 1")]
    [InlineData("roundCount=FIVE_OR_MORE", "round_count BETWEEN 5 AND 8")]
    [InlineData("dayOfWeek=MON&dayOfWeek=SUN", "day_of_week IN ('MON', 'SUN')")]
    [InlineData("startTimeFrom=MORNING,EVENING", "(start_time < '14:00' OR start_time >= '19:00')")]
    [InlineData("readingGenres=NOVEL", "reading_genre_id = 1")]
    public async Task Filters_Hold(string query, string condition)
    {
        var ids = (await server.Api.GetAsync($"/meetings?size=10&cursorId=300&{query}")).Data.GetProperty("items").EnumerateArray().Select(Id).ToArray();

        var expected = await Sql.RowsAsync(
            server.Root, $"SELECT id FROM meetings WHERE id < 300 AND status = 'RECRUITING' AND {condition} ORDER BY id DESC LIMIT 10", TestContext.Current.CancellationToken);
        Assert.NotEmpty(ids);
        Assert.Equal(expected.Select(row => row[0]), ids.Select(id => $"{id}"));
    }

    [Theory]
    [InlineData("/meetings?size=11", 422, "VALIDATION_FAILED")]
    [InlineData("/meetings?size=x", 422, "VALIDATION_FAILED")]
    [InlineData("/meetings/search", 422, "VALIDATION_FAILED")]
    [InlineData("/meetings/search?keyword=%20", 422, "VALIDATION_FAILED")]
    [InlineData("/meetings/0", 422, "VALIDATION_FAILED")]
    [InlineData("/meetings/-3", 422, "VALIDATION_FAILED")]
    [InlineData("/meetings/abc", 400, "INVALID_PARAMETER_TYPE")]
    [InlineData("/meetings/999999999", 404, "MEETING_NOT_FOUND")]
    [InlineData("/chat-rooms?size=21", 400, "PAGINATION_SIZE_OUT_OF_RANGE")]
    [InlineData("/chat-rooms?size=x", 400, "PAGINATION_SIZE_OUT_OF_RANGE")]
    [InlineData("/chat-rooms?cursorId=0", 400, "PAGINATION_INVALID_CURSOR")]
    public async Task Faults_HaveTheirStatusCodeAndShape(string path, int status, string code)
    {
        var answer = await server.Api.GetAsync(path);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal("code message errors data", answer.Body.Names());
        Assert.Equal(JsonValueKind.Null, answer.Data.ValueKind);
    }

    [Fact]
    public async Task Search_FindsTitlesOfMeetingsAndBooks_BooksFirst()
    {
        var items = (await server.Api.GetAsync("/meetings/search?keyword=%EC%82%AC%EB%9E%91&size=10")).Data.GetProperty("items").EnumerateArray().ToArray();

        Assert.Equal(10, items.Length);
        Assert.All(items, item => Assert.Equal(ItemNames, item.Names()));
        var expected = await Sql.RowsAsync(
            server.Root,
            """
            SELECT m.id FROM meetings m
            WHERE m.recruitment_deadline >= DATE(UTC_TIMESTAMP() + INTERVAL 9 HOUR)
              AND (m.title LIKE '%사랑%' OR EXISTS (SELECT 1 FROM meeting_rounds r JOIN books b ON b.id = r.book_id WHERE r.meeting_id = m.id AND b.title LIKE '%사랑%'))
            ORDER BY EXISTS (SELECT 1 FROM meeting_rounds r JOIN books b ON b.id = r.book_id WHERE r.meeting_id = m.id AND b.title LIKE '%사랑%') DESC,
                     m.status = 'RECRUITING' DESC, m.created_at DESC, m.id DESC LIMIT 10
            """,
            TestContext.Current.CancellationToken);
        Assert.Equal(expected.Select(row => row[0]), items.Select(item => $"{Id(item)}"));
    }

    [Theory]
    [InlineData("%25")]
    [InlineData("_")]
    [InlineData("%EC%97%86%EB%8A%94%EB%A7%90")]
    public async Task Search_ForWhatDoesNotOccur_IsEmpty(string keyword)
    {
        var data = (await server.Api.GetAsync($"/meetings/search?keyword={keyword}")).Data;

        Assert.Empty(data.GetProperty("items").EnumerateArray());
        Assert.Equal("""{"nextCursorId":null,"hasNext":false,"size":10}""", data.GetProperty("pageInfo").GetRawText());
    }

    [Fact]
    public async Task Detail_HasTheShapeOfTheContract()
    {
        var data = (await server.Api.GetAsync("/meetings/7")).Data;

        Assert.Equal("meeting rounds participantsPreview", data.Names());
        var meeting = data.GetProperty("meeting");
        Assert.Equal(
            "meetingId createdAt status meetingImagePath title description readingGenreId capacity currentCount recruitmentDeadline roundCount time leader",
            meeting.Names());
        Assert.Equal("startTime endTime", meeting.GetProperty("time").Names());
        Assert.Matches("^[0-9]{2}:[0-9]{2}$", meeting.GetProperty("time").GetProperty("startTime").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?$", meeting.GetProperty("createdAt").GetString());
        Assert.Equal("nickname profileImagePath intro", meeting.GetProperty("leader").Names());
        var rounds = data.GetProperty("rounds").EnumerateArray().ToArray();
        Assert.Equal(meeting.GetProperty("roundCount").GetInt32(), rounds.Length);
        Assert.Equal(Enumerable.Range(1, rounds.Length), rounds.Select(r => r.GetProperty("roundNo").GetInt32()));
        Assert.All(rounds, r => Assert.Equal("roundNo date book", r.Names()));
        Assert.All(rounds, r => Assert.Equal("title authors publisher thumbnailUrl publishedAt", r.GetProperty("book").Names()));
        var preview = data.GetProperty("participantsPreview");
        Assert.Equal("previewCount profileImages myParticipationStatus", preview.Names());
        Assert.Equal(JsonValueKind.Null, preview.GetProperty("myParticipationStatus").ValueKind);
    }

    [Fact]
    public async Task Detail_TellsACallerHisOwnStatus()
    {
        var leader = await Sql.AskAsync(server.Root, "SELECT leader_user_id FROM meetings WHERE id = 7", TestContext.Current.CancellationToken);

        var data = (await server.Api.GetAsync("/meetings/7", server.Api.Token(long.Parse(leader!, null)))).Data;

        Assert.Equal("APPROVED", data.GetProperty("participantsPreview").GetProperty("myParticipationStatus").GetString());
    }

    [Fact]
    public async Task Recommendations_AreABareArrayOfFourAtMost_ForGuestsAndForUsers()
    {
        var guest = (await server.Api.GetAsync("/recommendations/meetings")).Data.EnumerateArray().ToArray();
        var user = (await server.Api.GetAsync("/recommendations/meetings", server.Api.Token(5))).Data.EnumerateArray().ToArray();
        var nobody = (await server.Api.GetAsync("/recommendations/meetings", server.Api.Token(424_242))).Data;

        Assert.Equal((4, 4), (guest.Length, user.Length));
        Assert.All(guest.Concat(user), item => Assert.Equal("meetingId meetingImagePath title readingGenreName leaderNickname recruitmentDeadline", item.Names()));
        var expected = await Sql.RowsAsync(
            server.Root,
            "SELECT meeting_id FROM user_meeting_recommendations WHERE user_id = 5 ORDER BY week_start_date, `rank` LIMIT 4",
            TestContext.Current.CancellationToken);
        Assert.Equal(expected.Select(row => row[0]), user.Select(item => $"{Id(item)}"));
        Assert.Equal("[]", nobody.GetRawText());
    }

    [Fact]
    public async Task ChatRooms_AreTheWaitingOnes_NewestFirst_WithOrWithoutABook()
    {
        var data = (await server.Api.GetAsync("/chat-rooms?size=20")).Data;
        var items = data.GetProperty("items").EnumerateArray().ToArray();

        Assert.Equal(20, items.Length);
        Assert.All(items, item => Assert.Equal("roomId topic description capacity currentMemberCount bookTitle bookAuthors bookThumbnailUrl", item.Names()));
        Assert.Equal(30, items[0].GetProperty("roomId").GetInt64());
        Assert.Equal(JsonValueKind.Null, items[0].GetProperty("bookTitle").ValueKind);
        Assert.Equal(JsonValueKind.String, items[1].GetProperty("bookTitle").ValueKind);
        var rest = (await server.Api.GetAsync($"/chat-rooms?size=20&cursorId={data.GetProperty("pageInfo").GetProperty("nextCursorId").GetInt64()}")).Data;
        Assert.Equal(4, rest.GetProperty("items").GetArrayLength());
        Assert.False(rest.GetProperty("pageInfo").GetProperty("hasNext").GetBoolean());
    }

    private static long Id(JsonElement item) => item.GetProperty("meetingId").GetInt64();
}
