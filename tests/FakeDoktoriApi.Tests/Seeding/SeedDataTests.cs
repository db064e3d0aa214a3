using System.Globalization;
using FakeDoktoriApi.Books;
using FakeDoktoriApi.Seeding;

namespace FakeDoktoriApi.Tests.Seeding;

public sealed class SeedDataTests
{
    private static readonly SeedPlan _plan = new(500, 1, new(2026, 3, 4));

    [Fact]
    public async Task SamePlan_SameStatements_ToTheByte() =>
        Assert.Equal((await SeededTables.CreateAsync(_plan)).Statements, (await SeededTables.CreateAsync(_plan with { })).Statements);

    [Fact]
    public async Task OtherSeed_OtherMeetings() =>
        Assert.NotEqual((await SeededTables.CreateAsync(_plan)).Rows("meetings"), (await SeededTables.CreateAsync(_plan with { Seed = 2 })).Rows("meetings"));

    [Fact]
    public void AMeeting_DoesNotDependOnHowManyThereAre() =>
        Assert.Equal(SeedMeeting.Create(_plan, 7).Title, SeedMeeting.Create(_plan with { Meetings = 1_000_000 }, 7).Title);

    /// <summary>The numbers of this generator are part of what "seed 1" means in a report: they may not change with .NET or by accident.</summary>
    [Fact]
    public void Stream_GivesTheNumbersItAlwaysGave()
    {
        var stream = new SeedStream(1, SeedKind.Meeting, 1);

        Assert.Equal([667, 720, 692, 270, 988], new[] { stream.Next(1_000), stream.Next(1_000), stream.Next(1_000), stream.Next(1_000), stream.Next(1_000) });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(500)]
    public async Task ForeignKeys_Hold(int meetings)
    {
        var tables = await SeededTables.CreateAsync(_plan with { Meetings = meetings });
        (string Table, string Column, string Parent, string ParentColumn)[] keys =
        [
            ("user_accounts", "user_id", "users", "id"), ("user_preferences", "user_id", "users", "id"), ("user_stats", "user_id", "users", "id"),
            ("user_push_tokens", "user_id", "users", "id"), ("user_reading_genres", "user_id", "users", "id"), ("user_reading_purposes", "user_id", "users", "id"),
            ("meetings", "leader_user_id", "users", "id"), ("meeting_members", "user_id", "users", "id"), ("meeting_members", "meeting_id", "meetings", "id"),
            ("meeting_rounds", "meeting_id", "meetings", "id"), ("meeting_rounds", "book_id", "books", "id"),
            ("book_reports", "meeting_round_id", "meeting_rounds", "id"), ("book_reports", "user_id", "users", "id"),
            ("user_meeting_recommendations", "meeting_id", "meetings", "id"), ("user_meeting_recommendations", "user_id", "users", "id"),
            ("notifications", "user_id", "users", "id"), ("chatting_room_members", "room_id", "chatting_rooms", "id"),
            ("chatting_room_members", "user_id", "users", "id"), ("quizzes", "room_id", "chatting_rooms", "id"), ("quiz_choices", "room_id", "chatting_rooms", "id"),
            ("room_rounds", "room_id", "chatting_rooms", "id"), ("messages", "room_id", "chatting_rooms", "id"), ("messages", "round_id", "room_rounds", "id"),
            ("messages", "sender_id", "users", "id"), ("votes", "room_id", "chatting_rooms", "id"), ("vote_casts", "vote_id", "votes", "id"),
            ("vote_casts", "user_id", "users", "id"),
        ];
        Assert.All(keys.Where(key => tables.Names.Contains(key.Table)), key => Assert.Subset(
            tables.Values(key.Parent, key.ParentColumn).ToHashSet(),
            tables.Values(key.Table, key.Column).ToHashSet()));
        Assert.Subset(tables.Values("books", "id").Append("NULL").ToHashSet(), tables.Values("chatting_rooms", "book_id").ToHashSet());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(500)]
    public async Task UniqueKeys_Hold(int meetings)
    {
        var tables = await SeededTables.CreateAsync(_plan with { Meetings = meetings });
        (string Table, string[] Columns)[] keys =
        [
            ("users", ["nickname"]), ("books", ["isbn13"]), ("user_accounts", ["provider_id"]), ("meeting_members", ["meeting_id", "user_id"]),
            ("meeting_rounds", ["meeting_id", "round_no"]), ("user_meeting_recommendations", ["user_id", "meeting_id"]),
            ("chatting_room_members", ["room_id", "user_id"]), ("messages", ["room_id", "sender_id", "client_message_id"]), ("votes", ["room_id"]),
        ];
        Assert.All(keys, key =>
        {
            var values = key.Columns.Select(column => tables.Values(key.Table, column).ToArray()).ToArray();
            var rows = Enumerable.Range(0, values[0].Length).Select(i => string.Join('|', values.Select(v => v[i]))).ToArray();
            Assert.Equal(rows.Length, rows.Distinct().Count());
        });
    }

    [Fact]
    public void MostMeetings_Recruit_UntilAfterToday_WithinTheRules()
    {
        var meetings = Enumerable.Range(1, _plan.Meetings).Select(id => SeedMeeting.Create(_plan, id)).ToArray();
        var recruiting = meetings.Where(m => m.Status == "RECRUITING").ToArray();

        Assert.InRange(recruiting.Length, 430, 490);
        Assert.All(recruiting, m => Assert.True(m.Deadline >= _plan.Today.AddDays(3)));
        Assert.All(recruiting, m => Assert.True(m.CurrentCount < m.Capacity));
        Assert.All(meetings, m =>
        {
            Assert.InRange(m.Title.Length, 1, 50);
            Assert.InRange(m.Capacity, 3, 8);
            Assert.InRange(m.CurrentCount, 1, m.Capacity);
            Assert.True(m.Deadline < DateOnly.FromDateTime(m.Rounds[^1].StartAt));
            Assert.True(m.Rounds.Zip(m.Rounds.Skip(1)).All(pair => pair.First.StartAt < pair.Second.StartAt));
            Assert.Equal(m.LeaderId, m.Members[0].UserId);
        });
        Assert.Contains(meetings, m => m.Status == "FINISHED");
        Assert.Contains(meetings, m => m.Status == "CANCELED");
        Assert.Equal(meetings.Select(m => m.CreatedAt).Order(), meetings.Select(m => m.CreatedAt));
    }

    [Fact]
    public void EverySearchWord_OccursInTitles()
    {
        var titles = Enumerable.Range(1, _plan.Meetings).Select(id => SeedMeeting.Create(_plan, id).Title).ToArray();

        Assert.All(SearchWords.All, word => Assert.Contains(titles, title => title.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task EveryUser_IsRecommendedFourMeetings_ThisWeekAndNext()
    {
        var tables = await SeededTables.CreateAsync(_plan);

        var weeks = tables.Values("user_meeting_recommendations", "week_start_date").GroupBy(week => week).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(new Dictionary<string, int> { ["'2026-03-02'"] = 400, ["'2026-03-09'"] = 400 }, weeks);
    }

    [Fact]
    public async Task EveryUser_MayTalk_InTheLabsRoom()
    {
        var tables = await SeededTables.CreateAsync(_plan);
        var room = $"{SeedPlan.TalkRoom}";

        var members = tables.Rows("chatting_room_members").Where(row => row[0] == room).ToArray();
        Assert.Equal(Enumerable.Range(1, SeedPlan.Users), members.Select(row => int.Parse(row[1], CultureInfo.InvariantCulture)).Order());
        Assert.All(members, row => Assert.Equal("'JOINED'", row[4]));
        Assert.Equal("'CHATTING'", tables.Rows("chatting_rooms").Single(row => row[0] == room)[7]);
        Assert.Equal("NULL", tables.Rows("room_rounds").Single(row => row[1] == room)[4]);
    }

    [Fact]
    public async Task Text_ThatLooksLikeSql_StaysText()
    {
        var sql = "";
        var buffer = new InsertBuffer("t", "a", s => { sql = s; return ValueTask.CompletedTask; });
        await buffer.Row().Text("it's \\ 'quoted'").EndRowAsync();
        await buffer.FlushAsync();

        Assert.Equal("INSERT INTO t (a) VALUES\n('it\\'s \\\\ \\'quoted\\'')", sql);
    }

    [Fact]
    public async Task Statements_AreSentInPieces()
    {
        var sizes = new List<int>();
        var buffer = new InsertBuffer("t", "a", s => { sizes.Add(s.Length); return ValueTask.CompletedTask; });
        for (var i = 0; i < 10_000; i++)
        {
            await buffer.Row().Text(i.ToString("D100", CultureInfo.InvariantCulture)).EndRowAsync();
        }

        await buffer.FlushAsync();

        Assert.Equal(10_000, buffer.Rows);
        Assert.InRange(sizes.Count, 2, 5);
        Assert.All(sizes, size => Assert.InRange(size, 1, 400 * 1024));
    }
}
