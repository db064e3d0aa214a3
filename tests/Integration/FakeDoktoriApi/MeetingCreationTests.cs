using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FakeDoktoriApi.Books;
using FakeDoktoriApi.Schema;
using Support;

namespace Integration.FakeDoktoriApi;

[Collection(nameof(ApiServerCollection))]
public sealed class MeetingCreationTests(ApiServer server)
{
    private static readonly BookCatalogue _catalogue = new();
    private static readonly DateOnly _today = TimeProvider.System.KoreanToday();

    [Fact]
    public async Task Creates_TheMeeting_ItsLeader_ItsRounds_AndSaysWhere()
    {
        var answer = await CreateAsync(20, Body());

        Assert.Equal(201, answer.Status);
        Assert.Equal("message data", answer.Body.Names());
        Assert.Equal("meetingId", answer.Data.Names());
        var id = answer.Data.GetProperty("meetingId").GetInt64();
        Assert.Equal(new Uri(server.Api.Root, $"/api/meetings/{id}"), answer.Headers.Location);
        var row = Assert.Single(await RowsAsync(
            $"""
            SELECT m.status, m.current_count, m.current_round, m.round_count, m.day_of_week, m.duration_minutes, m.first_round_at = MIN(r.start_at), COUNT(r.id),
                   GROUP_CONCAT(DISTINCT r.status), SUM(TIMESTAMPDIFF(MINUTE, r.start_at, r.end_at)),
                   (SELECT CONCAT_WS(' ', COUNT(*), MIN(user_id), MIN(role), MIN(status), MIN(approved_at) IS NOT NULL) FROM meeting_members WHERE meeting_id = m.id)
            FROM meetings m JOIN meeting_rounds r ON r.meeting_id = m.id WHERE m.id = {id} GROUP BY m.id
            """));
        var day = _today.AddDays(5).DayOfWeek.ToString()[..3].ToUpperInvariant();
        Assert.Equal($"RECRUITING 1 1 2 {day} 30 1 2 SCHEDULED 60 1 20 LEADER APPROVED 1", string.Join(' ', row));
        Assert.Equal(id, (await server.Api.GetAsync("/meetings?size=1")).Data.GetProperty("items")[0].GetProperty("meetingId").GetInt64());
    }

    [Fact]
    public async Task Twice_IsTwo()
    {
        var first = await CreateAsync(21, Body());
        var second = await CreateAsync(21, Body());

        Assert.NotEqual(first.Data.GetRawText(), second.Data.GetRawText());
    }

    [Fact]
    public async Task BookNotInTheTable_IsTakenFromTheSearch_Once()
    {
        var book = _catalogue.Books[1_500];
        Assert.Empty(await RowsAsync($"SELECT id FROM books WHERE isbn13 = '{book.Isbn13}'"));

        Assert.Equal(201, (await CreateAsync(22, Body(book.Isbn))).Status);
        Assert.Equal(201, (await CreateAsync(22, Body(book.Isbn10))).Status);

        Assert.Equal(book.Title, Assert.Single(await RowsAsync($"SELECT title FROM books WHERE isbn13 = '{book.Isbn13}'"))[0]);
    }

    [Fact]
    public async Task BookNobodyKnows_IsNotFound_AndLeavesNothingBehind()
    {
        var before = await RowsAsync("SELECT COUNT(*), (SELECT COUNT(*) FROM meeting_members) FROM meetings");

        var answer = await CreateAsync(23, Body("9791111111111"));

        Assert.Equal((404, "BOOK_NOT_FOUND"), (answer.Status, answer.Code));
        Assert.Equal(before, await RowsAsync("SELECT COUNT(*), (SELECT COUNT(*) FROM meeting_members) FROM meetings"));
    }

    [Fact]
    public async Task LeaderIntro_IsKept_WhenWished()
    {
        var body = Body();
        body["leaderIntro"] = "새 소개";
        _ = await CreateAsync(24, body);
        Assert.NotEqual("새 소개", (await server.Api.GetAsync("/users/me", server.Api.Token(24))).Data.GetProperty("leaderIntro").GetString());

        body["leaderIntroSavePolicy"] = true;
        _ = await CreateAsync(24, body);
        Assert.Equal("새 소개", (await server.Api.GetAsync("/users/me", server.Api.Token(24))).Data.GetProperty("leaderIntro").GetString());
    }

    [Fact]
    public async Task UnknownGenre_Is422_WithoutFields_AndUnknownLeader404()
    {
        var body = Body();
        body["readingGenreId"] = 9;
        var genre = await CreateAsync(25, body);
        var leader = await CreateAsync(424_242, Body());

        Assert.Equal((422, "VALIDATION_FAILED", JsonValueKind.Null), (genre.Status, genre.Code, genre.Body.GetProperty("errors").ValueKind));
        Assert.Equal((404, "USER_NOT_FOUND"), (leader.Status, leader.Code));
    }

    [Fact]
    public async Task OlderShape_Is422_NamingWhatItLacks()
    {
        var body = Body();
        body.Remove("startTime");
        body["time"] = new JsonObject { ["startTime"] = "19:30", ["endTime"] = "20:00" };
        body["rounds"] = new JsonArray(new JsonObject { ["roundNo"] = 1, ["date"] = Date(5) });
        body["roundCount"] = 1;

        var answer = await CreateAsync(26, body);

        Assert.Equal(422, answer.Status);
        Assert.Equal(["rounds[0].book", "startTime"], answer.Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()).Order());
    }

    [Theory]
    [InlineData("{", 400, "INVALID_REQUEST_BODY")]
    [InlineData("[]", 400, "INVALID_REQUEST_BODY")]
    [InlineData("{}", 422, "VALIDATION_FAILED")]
    public async Task BadBodies(string json, int status, string code)
    {
        var answer = await server.Api.PostAsync("/meetings", server.Api.Token(1), json);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    internal static JsonObject Body(string? isbn = null) => new()
    {
        ["meetingImagePath"] = "images/meetings/load-test.png",
        ["title"] = "[lab it-000001] 제목",
        ["description"] = "설명",
        ["readingGenreId"] = 1,
        ["capacity"] = 5,
        ["roundCount"] = 2,
        ["rounds"] = new JsonArray(Round(1, 5, isbn), Round(2, 12, isbn)),
        ["startTime"] = "19:30",
        ["leaderIntro"] = null,
        ["leaderIntroSavePolicy"] = false,
        ["durationMinutes"] = 30,
        ["recruitmentDeadline"] = Date(3),
    };

    private static JsonObject Round(int no, int days, string? isbn) => new()
    {
        ["roundNo"] = no,
        ["date"] = Date(days),
        ["book"] = new JsonObject { ["isbn"] = isbn ?? _catalogue.Books[0].Isbn, ["title"] = "책" },
    };

    private static string Date(int days) => _today.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<Answer> CreateAsync(long user, JsonObject body) => server.Api.PostAsync("/meetings", server.Api.Token(user), body.ToJsonString());

    private Task<IReadOnlyList<string?[]>> RowsAsync(string sql) => Sql.RowsAsync(server.Root, sql, TestContext.Current.CancellationToken);
}
