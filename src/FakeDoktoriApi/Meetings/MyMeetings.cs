using FakeDoktoriApi.Http;
using FakeDoktoriApi.Pool;
using MySqlConnector;

namespace FakeDoktoriApi.Meetings;

/// <summary>
/// The caller's own meetings. Reading them may write, as in production: a meeting that is FINISHED (recruiting ended) and whose rounds are all
/// over is marked CANCELED by whoever looks at it next. Looked at first and written only then, so that a read-only database still serves the list.
/// </summary>
internal sealed class MyMeetings(Database database, ImageUrls images)
{
    private const string Columns = """
        SELECT m.id, m.meeting_image_path, m.title, m.reading_genre_id, u.nickname, m.round_count,
               (SELECT MIN(r.round_no) FROM meeting_rounds r WHERE r.meeting_id = m.id AND r.end_at > @now),
               (SELECT MIN(r.start_at) FROM meeting_rounds r WHERE r.meeting_id = m.id AND r.start_at >= @now),
               m.status = 'FINISHED' AND NOT EXISTS (SELECT 1 FROM meeting_rounds r WHERE r.meeting_id = m.id AND r.end_at >= @now)
        FROM meeting_members mm
        JOIN meetings m ON m.id = mm.meeting_id
        JOIN users u ON u.id = m.leader_user_id
        WHERE mm.user_id = @user AND m.deleted_at IS NULL
        """;

    private const string Active = " AND mm.status IN ('APPROVED', 'PENDING') AND m.status IN ('RECRUITING', 'FINISHED')";
    private const string Inactive = " AND mm.status IN ('APPROVED', 'PENDING') AND m.status = 'CANCELED'";
    private const string Pending = " AND mm.status = 'PENDING'";

    private const string Today = """
         AND EXISTS (SELECT 1 FROM meeting_rounds r WHERE r.meeting_id = m.id AND r.start_at >= @today AND r.start_at < @tomorrow)
        """;

    public async Task<MyMeetingPage> ListAsync(long userId, string status, long? cursorId, int size, DateTime now)
    {
        var filter = status switch { "ACTIVE" => Active, "INACTIVE" => Inactive, _ => Pending };
        var cursor = cursorId is null ? "" : " AND m.id < @cursor";
        var rows = await database.QueryAsync(
            $"{Columns}{filter}{cursor} ORDER BY m.id DESC LIMIT @limit",
            ToRow,
            ("@user", userId), ("@now", now), ("@cursor", cursorId), ("@limit", size + 1));
        var pageInfo = PageInfo.Cut(rows, size, row => row.Item.MeetingId);
        return await FinishAsync(rows, pageInfo, now);
    }

    public async Task<MyMeetingPage> ListTodayAsync(long userId, DateTime now)
    {
        var rows = await database.QueryAsync(
            $"{Columns}{Active}{Today} ORDER BY m.id DESC",
            ToRow,
            ("@user", userId), ("@now", now), ("@today", now.Date), ("@tomorrow", now.Date.AddDays(1)));
        return await FinishAsync(rows, new(null, false, 10), now);
    }

    private async Task<MyMeetingPage> FinishAsync(List<(MyMeetingItem Item, bool Over)> rows, PageInfo pageInfo, DateTime now)
    {
        var over = rows.Where(row => row.Over).Select(row => row.Item.MeetingId).ToArray();
        if (over.Length > 0)
        {
            await database.TransactAsync(transaction => transaction.ExecuteAsync(
                $"UPDATE meetings SET status = 'CANCELED', updated_at = @now WHERE id IN ({string.Join(',', over)}) AND status = 'FINISHED'",
                ("@now", now)));
        }

        return new([.. rows.Select(row => row.Item)], pageInfo);
    }

    private (MyMeetingItem Item, bool Over) ToRow(MySqlDataReader row) => (
        new(
            row.GetInt64(0),
            images.Resolve(row.GetString(1)),
            row.GetString(2),
            row.GetInt64(3),
            row.GetString(4),
            row.IsDBNull(6) ? row.GetInt32(5) : row.GetInt32(6),
            row.NullableDateTime(7) is { } next ? DateOnly.FromDateTime(next) : null),
        row.GetBoolean(8));
}
