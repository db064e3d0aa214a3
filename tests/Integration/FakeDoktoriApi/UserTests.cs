using System.Text.Json;
using Support;

namespace Integration.FakeDoktoriApi;

[Collection(nameof(ApiServerCollection))]
public sealed class UserTests(ApiServer server)
{
    private const long Ghost = 424_242;

    [Fact]
    public async Task Profile_HasTheShapeOfTheContract()
    {
        var data = (await server.Api.GetAsync("/users/me", server.Api.Token(2))).Data;

        Assert.Equal("nickname profileImagePath profileImageKey profileCompleted onboardingCompleted leaderIntro memberIntro", data.Names());
        Assert.Equal("images/profiles/user-002.png", data.GetProperty("profileImageKey").GetString());
        Assert.Equal("https://images.doktori.test/images/profiles/user-002.png", data.GetProperty("profileImagePath").GetString());
    }

    [Fact]
    public async Task UserWhoIsGone_IsNotFound()
    {
        var token = server.Api.Token(Ghost);

        Assert.Equal((404, "USER_NOT_FOUND"), await CodeAsync(server.Api.GetAsync("/users/me", token)));
        Assert.Equal((404, "USER_NOT_FOUND"), await CodeAsync(server.Api.GetAsync("/users/me/notifications", token)));
        Assert.Equal((404, "USER_NOT_FOUND"), await CodeAsync(server.Api.PutAsync("/users/me/notifications", token, """{"notificationAgreement":true}""")));
    }

    [Fact]
    public async Task NotificationAgreement_IsSet_WithoutABody_AndReadBack()
    {
        var token = server.Api.Token(10);
        foreach (var wanted in new[] { "false", "true" })
        {
            var put = await server.Api.PutAsync("/users/me/notifications", token, $$"""{"notificationAgreement":{{wanted}}}""");

            Assert.Equal((204, ""), (put.Status, put.Text));
            Assert.Equal($$"""{"notificationAgreement":{{wanted}}}""", (await server.Api.GetAsync("/users/me/notifications", token)).Data.GetRawText());
        }
    }

    [Fact]
    public async Task NotificationAgreement_IsAlwaysWritten_AlsoWhenItStaysTheSame()
    {
        var token = server.Api.Token(11);
        _ = await server.Api.PutAsync("/users/me/notifications", token, """{"notificationAgreement":true}""");
        var before = await UpdatedAtAsync();

        _ = await server.Api.PutAsync("/users/me/notifications", token, """{"notificationAgreement":true}""");

        Assert.NotEqual(before, await UpdatedAtAsync());

        Task<string?> UpdatedAtAsync() => Sql.AskAsync(server.Root, "SELECT CAST(updated_at AS CHAR) FROM user_preferences WHERE user_id = 11", TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""{"pushNotificationAgreed":true}""", 422, "VALIDATION_FAILED")]
    [InlineData("""{"notificationAgreement":null}""", 422, "VALIDATION_FAILED")]
    [InlineData("""{"notificationAgreement":"yes"}""", 400, "INVALID_REQUEST_BODY")]
    [InlineData("""{"notificationAgreement":""", 400, "INVALID_REQUEST_BODY")]
    [InlineData("null", 400, "INVALID_REQUEST_BODY")]
    [InlineData("", 400, "INVALID_REQUEST_BODY")]
    public async Task NotificationAgreement_BadBodies(string json, int status, string code)
    {
        var answer = await server.Api.PutAsync("/users/me/notifications", server.Api.Token(10), json);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal(status == 422 ? "notificationAgreement NotNull" : null, FirstError(answer));
    }

    [Theory]
    [InlineData("/users/me/meetings?size=10", 422, "VALIDATION_FAILED")]
    [InlineData("/users/me/meetings?status=ACTIVE&size=11", 422, "VALIDATION_FAILED")]
    [InlineData("/users/me/meetings?status=DONE", 400, "INVALID_STATUS_PARAMETER")]
    public async Task MyMeetings_NeedAStatus(string path, int status, string code) =>
        Assert.Equal((status, code), await CodeAsync(server.Api.GetAsync(path, server.Api.Token(1))));

    [Theory]
    [InlineData("ACTIVE", "mm.status IN ('APPROVED', 'PENDING') AND m.status IN ('RECRUITING', 'FINISHED')")]
    [InlineData("INACTIVE", "mm.status IN ('APPROVED', 'PENDING') AND m.status = 'CANCELED'")]
    [InlineData("PENDING", "mm.status = 'PENDING'")]
    public async Task MyMeetings_AreMine(string status, string condition)
    {
        var user = await Sql.AskAsync(
            server.Root,
            $"SELECT mm.user_id FROM meeting_members mm JOIN meetings m ON m.id = mm.meeting_id WHERE {condition} AND m.id < 350 ORDER BY mm.id LIMIT 1",
            TestContext.Current.CancellationToken);
        var expected = await Sql.RowsAsync(
            server.Root,
            $"SELECT m.id FROM meeting_members mm JOIN meetings m ON m.id = mm.meeting_id WHERE mm.user_id = {user} AND {condition} AND m.id < 350 ORDER BY m.id DESC LIMIT 10",
            TestContext.Current.CancellationToken);

        var data = (await server.Api.GetAsync($"/users/me/meetings?status={status}&cursorId=350", server.Api.Token(long.Parse(user!, null)))).Data;

        var items = data.GetProperty("items").EnumerateArray().ToArray();
        Assert.All(items, item => Assert.Equal("meetingId meetingImagePath title readingGenreId leaderNickname currentRound meetingDate", item.Names()));
        Assert.Equal(expected.Select(row => row[0]), items.Select(item => item.GetProperty("meetingId").GetRawText()));
    }

    [Fact]
    public async Task LookingAtMyMeetings_EndsThoseThatAreOver()
    {
        await Sql.RunAsync(
            server.Root,
            """
            INSERT INTO meetings SELECT 900001, 99, reading_genre_id, leader_intro, meeting_image_path, '끝난 모임', description, capacity, 1, 1, 1, 'FINISHED', day_of_week,
                   start_time, 30, '2026-01-01 10:00:00', '2025-12-31', NULL, created_at, updated_at FROM meetings WHERE id = 1;
            INSERT INTO meeting_members (meeting_id, user_id, role, status) VALUES (900001, 99, 'LEADER', 'APPROVED');
            INSERT INTO meeting_rounds (meeting_id, book_id, round_no, status, start_at, end_at) VALUES (900001, 1, 1, 'DONE', '2026-01-01 10:00:00', '2026-01-01 10:30:00')
            """,
            TestContext.Current.CancellationToken);

        var item = (await server.Api.GetAsync("/users/me/meetings?status=ACTIVE", server.Api.Token(99))).Data.GetProperty("items")[0];

        Assert.Equal("900001 1 null", $"{item.GetProperty("meetingId")} {item.GetProperty("currentRound")} {item.GetProperty("meetingDate").GetRawText()}");
        Assert.Equal("CANCELED", await Sql.AskAsync(server.Root, "SELECT status FROM meetings WHERE id = 900001", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Today_ShowsMeetingsWithARoundToday_OnOneFixedPage()
    {
        await Sql.RunAsync(
            server.Root,
            """
            UPDATE meeting_rounds SET start_at = DATE(UTC_TIMESTAMP() + INTERVAL 9 HOUR) + INTERVAL 1439 MINUTE, end_at = DATE(UTC_TIMESTAMP() + INTERVAL 9 HOUR) + INTERVAL 1469 MINUTE
            WHERE meeting_id = 8 AND round_no = 1
            """,
            TestContext.Current.CancellationToken);
        var leader = await Sql.AskAsync(server.Root, "SELECT leader_user_id FROM meetings WHERE id = 8", TestContext.Current.CancellationToken);

        var data = (await server.Api.GetAsync("/users/me/meetings/today", server.Api.Token(long.Parse(leader!, null)))).Data;

        Assert.Contains(data.GetProperty("items").EnumerateArray(), item => item.GetProperty("meetingId").GetInt64() == 8);
        Assert.Equal("""{"nextCursorId":null,"hasNext":false,"size":10}""", data.GetProperty("pageInfo").GetRawText());
    }

    [Fact]
    public async Task Notifications_OfTheLastThreeDays_NewestFirst()
    {
        var data = (await server.Api.GetAsync("/notifications", server.Api.Token(6))).Data;

        Assert.Equal("notifications hasUnread", data.Names());
        var items = data.GetProperty("notifications").EnumerateArray().ToArray();
        Assert.NotEmpty(items);
        Assert.All(items, item => Assert.Equal("id typeCode title message linkPath isRead createdAt", item.Names()));
        var times = items.Select(item => item.GetProperty("createdAt").GetDateTime()).ToArray();
        Assert.Equal(times.OrderDescending(), times);
        Assert.True(times[^1] > times[0].AddDays(-4));
        var unread = (await server.Api.GetAsync("/notifications/unread", server.Api.Token(6))).Data;
        Assert.Equal(data.GetProperty("hasUnread").GetBoolean(), unread.GetProperty("hasUnread").GetBoolean());
        Assert.Equal(items.Any(item => !item.GetProperty("isRead").GetBoolean()), unread.GetProperty("hasUnread").GetBoolean());
    }

    [Fact]
    public async Task Books_ComeNestedTwice()
    {
        var data = (await server.Api.GetAsync("/books?query=%EC%B1%85&page=2&size=5", server.Api.Token(1))).Data;

        Assert.Equal("data pageInfo", data.Names());
        Assert.Equal(5, data.GetProperty("data").GetArrayLength());
        Assert.All(data.GetProperty("data").EnumerateArray(), book => Assert.Equal("title authors publisher thumbnailUrl publishedAt isbn", book.Names()));
        Assert.Equal("page size totalCount isEnd", data.GetProperty("pageInfo").Names());
        Assert.Equal((422, "VALIDATION_FAILED"), await CodeAsync(server.Api.GetAsync("/books?query=%20", server.Api.Token(1))));
        Assert.Equal((422, "VALIDATION_FAILED"), await CodeAsync(server.Api.GetAsync("/books?query=a&size=51", server.Api.Token(1))));
        Assert.Equal((422, "VALIDATION_FAILED"), await CodeAsync(server.Api.GetAsync("/books?query=a&page=0", server.Api.Token(1))));
    }

    private static async Task<(int Status, string? Code)> CodeAsync(Task<Answer> asking)
    {
        var answer = await asking;
        return (answer.Status, answer.Code);
    }

    private static string? FirstError(Answer answer) =>
        answer.Body.GetProperty("errors") is { ValueKind: JsonValueKind.Array } errors ? $"{errors[0].GetProperty("field")} {errors[0].GetProperty("reason")}" : null;
}
