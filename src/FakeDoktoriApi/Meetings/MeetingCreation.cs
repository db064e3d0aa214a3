using System.Text;
using FakeDoktoriApi.Books;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Pool;

namespace FakeDoktoriApi.Meetings;

/// <summary>
/// POST /meetings in one transaction: 1. leader and genre exist, 2. the meeting, 3. its leader as first member, 4. the books, asked for from
/// "Kakao" (our catalogue) where the table lacks them, inside the transaction as in production, 5. the rounds, 6. the leader's intro, if wished.
/// Nothing recognises a request that was sent twice: two requests are two meetings.
/// </summary>
internal sealed class MeetingCreation(Database database, BookCatalogue catalogue)
{
    private const string Preconditions = """
        SELECT EXISTS (SELECT 1 FROM users WHERE id = @user AND deleted_at IS NULL),
               EXISTS (SELECT 1 FROM reading_genres WHERE id = @genre AND deleted_at IS NULL)
        """;

    private const string InsertMeeting = """
        INSERT INTO meetings (leader_user_id, reading_genre_id, leader_intro, meeting_image_path, title, description, capacity, current_count,
                              round_count, current_round, status, day_of_week, start_time, duration_minutes, first_round_at, recruitment_deadline,
                              created_at, updated_at)
        VALUES (@user, @genre, @intro, @image, @title, @description, @capacity, 1, @rounds, 1, 'RECRUITING', @day, @start, @duration, @first, @deadline,
                @now, @now)
        """;

    private const string InsertLeader = """
        INSERT INTO meeting_members (meeting_id, user_id, role, status, approved_at, created_at, updated_at)
        VALUES (@meeting, @user, 'LEADER', 'APPROVED', @now, @now, @now)
        """;

    private const string InsertBook = """
        INSERT INTO books (isbn13, title, authors, publisher, thumbnail_url, published_at, created_at, updated_at)
        VALUES (@isbn, @title, @authors, @publisher, @thumbnail, @published, @now, @now)
        """;

    private const string SaveIntro = "UPDATE users SET leader_intro = @intro, updated_at = @now WHERE id = @user";

    public Task<(ApiError? Error, long MeetingId)> CreateAsync(long userId, MeetingPlan plan, DateTime now) =>
        database.TransactAsync<(ApiError?, long)>(async transaction =>
        {
            // 1
            var found = await transaction.QueryAsync(Preconditions, row => (User: row.GetBoolean(0), Genre: row.GetBoolean(1)), ("@user", userId), ("@genre", plan.GenreId));
            if (!found[0].User || !found[0].Genre)
            {
                return transaction.RollBack((found[0].User ? ApiError.InvalidInput : ApiError.UserNotFound, 0L));
            }

            // 2, 3
            var meetingId = await InsertMeetingAsync(transaction, userId, plan, now);
            await transaction.ExecuteAsync(InsertLeader, ("@meeting", meetingId), ("@user", userId), ("@now", now));

            // 4
            if (await ResolveBooksAsync(transaction, plan, now) is not { } books)
            {
                return transaction.RollBack((ApiError.BookNotFound, 0L));
            }

            // 5, 6
            await transaction.ExecuteAsync(RoundsSql(plan, books, meetingId), ("@now", now));
            if (plan.SaveLeaderIntro)
            {
                await transaction.ExecuteAsync(SaveIntro, ("@intro", plan.LeaderIntro), ("@now", now), ("@user", userId));
            }

            return (null, meetingId);
        });

    private static Task<long> InsertMeetingAsync(DatabaseTransaction transaction, long userId, MeetingPlan plan, DateTime now)
    {
        var first = plan.Rounds[0].Date;
        return transaction.InsertAsync(
            InsertMeeting,
            ("@user", userId),
            ("@genre", plan.GenreId),
            ("@intro", plan.LeaderIntro),
            ("@image", plan.ImagePath),
            ("@title", plan.Title),
            ("@description", plan.Description),
            ("@capacity", plan.Capacity),
            ("@rounds", plan.Rounds.Count),
            ("@day", DayOfWeekCode.Of(first.DayOfWeek)),
            ("@start", plan.StartTime),
            ("@duration", plan.DurationMinutes),
            ("@first", first.ToDateTime(plan.StartTime)),
            ("@deadline", plan.RecruitmentDeadline),
            ("@now", now));
    }

    // Numbers and dates only, all of them typed: they may stand in the text.
    private static string RoundsSql(MeetingPlan plan, Dictionary<string, long> books, long meetingId)
    {
        var sql = new StringBuilder("INSERT INTO meeting_rounds (meeting_id, book_id, round_no, status, start_at, end_at, created_at, updated_at) VALUES ");
        foreach (var round in plan.Rounds)
        {
            var start = round.Date.ToDateTime(plan.StartTime);
            sql.Append(round == plan.Rounds[0] ? "" : ", ")
                .Append(System.Globalization.CultureInfo.InvariantCulture, $"({meetingId}, {books[round.Isbn13]}, {round.No}, 'SCHEDULED', ")
                .Append(System.Globalization.CultureInfo.InvariantCulture, $"'{start:yyyy-MM-dd HH:mm:ss}', '{start.AddMinutes(plan.DurationMinutes):yyyy-MM-dd HH:mm:ss}', @now, @now)");
        }

        return sql.ToString();
    }

    private async Task<Dictionary<string, long>?> ResolveBooksAsync(DatabaseTransaction transaction, MeetingPlan plan, DateTime now)
    {
        var wanted = plan.Rounds.Select(r => r.Isbn13).Distinct().ToArray();

        // Digits only (the validator saw to it).
        var sql = $"SELECT isbn13, id FROM books WHERE isbn13 IN ({string.Join(',', wanted.Select(isbn => $"'{isbn}'"))})";
        var ids = (await transaction.QueryAsync(sql, row => (Isbn: row.GetString(0), Id: row.GetInt64(1)))).ToDictionary(b => b.Isbn, b => b.Id);
        foreach (var isbn in wanted.Where(isbn => !ids.ContainsKey(isbn)))
        {
            if (catalogue.Find(isbn) is not { } book)
            {
                return null;
            }

            ids[isbn] = await transaction.InsertAsync(
                InsertBook,
                ("@isbn", book.Isbn13),
                ("@title", book.Title),
                ("@authors", book.Authors),
                ("@publisher", book.Publisher),
                ("@thumbnail", book.ThumbnailUrl),
                ("@published", book.PublishedAt),
                ("@now", now));
        }

        return ids;
    }
}
