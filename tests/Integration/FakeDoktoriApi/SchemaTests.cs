using Support;

namespace Integration.FakeDoktoriApi;

[Collection(nameof(ApiServerCollection))]
public sealed class SchemaTests(ApiServer server)
{
    [Fact]
    public async Task Tables_AreTheNineteen_TheChatOnes_AndFlywaysHistory()
    {
        var tables = await ColumnAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'doktori' ORDER BY table_name");

        Assert.Equal(
            [
                "book_reports", "books", "chatting_room_members", "chatting_rooms", "flyway_schema_history", "meeting_members", "meeting_rounds", "meetings",
                "messages", "notification_types", "notifications", "quiz_choices", "quizzes", "reading_genres", "reading_purposes", "reading_volumes",
                "refresh_tokens", "room_rounds", "user_accounts", "user_meeting_recommendations", "user_preferences", "user_push_tokens",
                "user_reading_genres", "user_reading_purposes", "user_stats", "users", "vote_casts", "votes",
            ],
            tables);
    }

    [Fact]
    public async Task EveryTable_HasAPrimaryKey() => Assert.Empty(await ColumnAsync(
        """
        SELECT t.table_name FROM information_schema.tables t
        WHERE t.table_schema = 'doktori' AND NOT EXISTS (
            SELECT 1 FROM information_schema.table_constraints c
            WHERE c.table_schema = t.table_schema AND c.table_name = t.table_name AND c.constraint_type = 'PRIMARY KEY')
        """));

    /// <summary>The whole schema as one text, so that a change of a type, a default, a key or an index is a decision and not an accident.</summary>
    [Fact]
    public async Task ColumnsKeysAndIndexes_AreTheApprovedOnes()
    {
        var columns = await ColumnAsync(
            """
            SELECT CONCAT_WS(' ', table_name, column_name, column_type, IF(is_nullable = 'YES', 'NULL', 'NOT NULL'), CONCAT('DEFAULT ', column_default), NULLIF(extra, ''))
            FROM information_schema.columns WHERE table_schema = 'doktori' AND table_name <> 'flyway_schema_history' ORDER BY table_name, ordinal_position
            """);
        var indexes = await ColumnAsync(
            """
            SELECT CONCAT(table_name, IF(non_unique, ' INDEX ', ' UNIQUE '), index_name, ' (', GROUP_CONCAT(column_name ORDER BY seq_in_index), ')')
            FROM information_schema.statistics WHERE table_schema = 'doktori' AND table_name <> 'flyway_schema_history'
            GROUP BY table_name, non_unique, index_name ORDER BY table_name, index_name
            """);
        var keys = await ColumnAsync(
            """
            SELECT CONCAT(table_name, '.', column_name, ' -> ', referenced_table_name, '.', referenced_column_name)
            FROM information_schema.key_column_usage WHERE table_schema = 'doktori' AND referenced_table_name IS NOT NULL ORDER BY table_name, column_name
            """);

        await ApprovedText.VerifyAsync("schema.approved.txt", string.Join('\n', [.. columns, "", .. indexes, "", .. keys, ""]));
    }

    [Fact]
    public async Task ReferenceRows_AreThere()
    {
        Assert.Equal(
            ["NOVEL", "ECONOMY_BUSINESS", "ESSAY", "HUMANITIES_PHIL", "SOCIETY_POLITICS", "SELF_DEVELOPMENT", "SCIENCE_TECH", "HISTORY"],
            await ColumnAsync("SELECT code FROM reading_genres ORDER BY id"));
        Assert.Equal(
            ["ROUND_START_10M_BEFORE", "BOOK_REPORT_CHECKED", "BOOK_REPORT_DEADLINE_24H_BEFORE", "BOOK_REPORT_DEADLINE_30M_BEFORE"],
            await ColumnAsync("SELECT code FROM notification_types ORDER BY id"));
        Assert.Equal(["4 4"], await ColumnAsync(
            "SELECT CONCAT(SUM(message_template LIKE '[{meetingTitle}] %'), ' ', SUM(link_template = '/my-meeting/{meetingId}')) FROM notification_types"));
        Assert.Equal(["5 6"], await ColumnAsync("SELECT CONCAT((SELECT COUNT(*) FROM reading_volumes), ' ', (SELECT COUNT(*) FROM reading_purposes))"));
    }

    [Fact]
    public async Task History_IsFlyways()
    {
        var rows = await ColumnAsync("SELECT CONCAT_WS(' ', installed_rank, version, type, script, success) FROM flyway_schema_history ORDER BY installed_rank");

        Assert.Equal("1 1 SQL V1__init_schema.sql 1", rows[0]);
        Assert.Equal($"{rows.Count} JDBC R__lab_seed (seed=1, rows=400) 1", rows[^1]);
        Assert.Equal(14, rows.Count);
    }

    private async Task<IReadOnlyList<string?>> ColumnAsync(string sql) =>
        [.. (await Sql.RowsAsync(server.Root, sql, TestContext.Current.CancellationToken)).Select(row => row[0])];
}
