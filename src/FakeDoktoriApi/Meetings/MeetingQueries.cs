using FakeDoktoriApi.Http;
using FakeDoktoriApi.Pool;
using MySqlConnector;

namespace FakeDoktoriApi.Meetings;

/// <summary>What anybody may read of the meetings. One round trip each.</summary>
internal sealed class MeetingQueries(Database database, ImageUrls images)
{
    private const string ListColumns =
        "m.id, m.meeting_image_path, m.title, m.reading_genre_id, u.nickname, m.capacity, m.current_count, m.recruitment_deadline";

    private const string DetailSql = """
        SELECT m.id, m.created_at, m.status, m.meeting_image_path, m.title, m.description, m.reading_genre_id, m.capacity, m.current_count,
               m.recruitment_deadline, m.round_count, m.start_time, m.duration_minutes, u.nickname, u.profile_image_path, m.leader_intro
        FROM meetings m JOIN users u ON u.id = m.leader_user_id
        WHERE m.id = @id AND m.deleted_at IS NULL;
        SELECT r.round_no, r.start_at, b.title, b.authors, b.publisher, b.thumbnail_url, b.published_at
        FROM meeting_rounds r JOIN books b ON b.id = r.book_id
        WHERE r.meeting_id = @id ORDER BY r.round_no;
        SELECT u.profile_image_path, mm.user_id, mm.status
        FROM meeting_members mm JOIN users u ON u.id = mm.user_id
        WHERE mm.meeting_id = @id ORDER BY mm.created_at, mm.id
        """;

    public async Task<MeetingPage> ListAsync(MeetingFilter filter, DateOnly today)
    {
        var sql = $"""
            SELECT {ListColumns}
            FROM meetings m JOIN users u ON u.id = m.leader_user_id
            WHERE m.status = 'RECRUITING' AND m.deleted_at IS NULL AND m.recruitment_deadline >= @today{filter.ToSql()}
            ORDER BY m.id DESC LIMIT @limit
            """;
        return Page(await database.QueryAsync(sql, row => ToItem(row, today), ("@today", today), ("@cursor", filter.CursorId), ("@limit", filter.Size + 1)), filter);
    }

    /// <summary>
    /// The word is looked for in the books first, there are far fewer of them, and their rounds are found by the index on the book; leaders
    /// are looked up for the rows of the page only.
    /// </summary>
    public async Task<MeetingPage> SearchAsync(string keyword, MeetingFilter filter, DateOnly today)
    {
        const string order = "m.by_title_only, m.status <> 'RECRUITING', m.created_at DESC, m.id DESC";
        var sql = $"""
            SELECT {ListColumns}
            FROM (SELECT m.*, hit.meeting_id IS NULL AS by_title_only
                  FROM meetings m
                  LEFT JOIN (SELECT DISTINCT r.meeting_id FROM books b JOIN meeting_rounds r ON r.book_id = b.id WHERE b.title LIKE @pattern) hit
                         ON hit.meeting_id = m.id
                  WHERE m.deleted_at IS NULL AND m.recruitment_deadline >= @today AND (hit.meeting_id IS NOT NULL OR m.title LIKE @pattern)
                        {filter.ToSql()}
                  ORDER BY {order.Replace("m.by_title_only", "by_title_only", StringComparison.Ordinal)} LIMIT @limit) m
            JOIN users u ON u.id = m.leader_user_id
            ORDER BY {order}
            """;
        var rows = await database.QueryAsync(
            sql,
            row => ToItem(row, today),
            ("@pattern", LikePattern.Containing(keyword)), ("@today", today), ("@cursor", filter.CursorId), ("@limit", filter.Size + 1));
        return Page(rows, filter);
    }

    /// <returns><c>null</c> when there is no such meeting.</returns>
    public Task<MeetingDetail?> FindAsync(long id, long? callerId) => database.QueryManyAsync(DetailSql, async reader =>
    {
        var meetings = await reader.ToListAsync(ToMeeting);
        await reader.NextResultAsync();
        var rounds = await reader.ToListAsync(ToRound);
        await reader.NextResultAsync();
        var members = await reader.ToListAsync(row => (Image: images.Resolve(row.NullableString(0)), UserId: row.GetInt64(1), Status: row.GetString(2)));
        return meetings is [var meeting] ? new MeetingDetail(meeting, rounds, Preview(members, callerId)) : null;
    }, ("@id", id));

    private static MeetingDetail.Participants Preview(List<(string? Image, long UserId, string Status)> members, long? callerId)
    {
        var approved = members.Where(m => m.Status == "APPROVED").Select(m => m.Image).ToArray();
        var mine = callerId is null ? null : members.Where(m => m.UserId == callerId).Select(m => m.Status).FirstOrDefault();
        return new(approved.Length, approved, mine);
    }

    private static MeetingPage Page(List<MeetingItem> rows, MeetingFilter filter)
    {
        var pageInfo = PageInfo.Cut(rows, filter.Size, item => item.MeetingId);
        return new(rows, pageInfo);
    }

    private static MeetingDetail.RoundInfo ToRound(MySqlDataReader row) => new(
        row.GetInt32(0),
        DateOnly.FromDateTime(row.GetDateTime(1)),
        new(row.GetString(2), row.NullableString(3), row.NullableString(4), row.NullableString(5), row.NullableDate(6)));

    private MeetingItem ToItem(MySqlDataReader row, DateOnly today) => new(
        row.GetInt64(0),
        images.Resolve(row.GetString(1)),
        row.GetString(2),
        row.GetInt64(3),
        row.GetString(4),
        row.GetInt32(5),
        row.GetInt32(6),
        row.GetDateOnly(7).DayNumber - today.DayNumber);

    private MeetingDetail.MeetingInfo ToMeeting(MySqlDataReader row)
    {
        var start = TimeOnly.FromTimeSpan(row.GetTimeSpan(11));
        return new(
            row.GetInt64(0),
            row.GetDateTime(1),
            row.GetString(2),
            images.Resolve(row.GetString(3)),
            row.GetString(4),
            row.GetString(5),
            row.GetInt64(6),
            row.GetInt32(7),
            row.GetInt32(8),
            row.GetDateOnly(9),
            row.GetInt32(10),
            new(start, start.AddMinutes(row.GetInt32(12))),
            new(row.GetString(13), images.Resolve(row.NullableString(14)), row.NullableString(15)));
    }
}
