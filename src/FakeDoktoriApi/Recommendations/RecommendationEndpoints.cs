using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Pool;
using FakeDoktoriApi.Schema;

namespace FakeDoktoriApi.Recommendations;

internal sealed class RecommendationEndpoints(Database database, ImageUrls images, TimeProvider time)
{
    private const string Columns = """
        SELECT m.id, m.meeting_image_path, m.title, g.name, u.nickname, m.recruitment_deadline
        FROM user_meeting_recommendations r
        JOIN meetings m ON m.id = r.meeting_id
        JOIN reading_genres g ON g.id = m.reading_genre_id
        JOIN users u ON u.id = m.leader_user_id
        """;

    private const string ForUser = Columns + """

        WHERE r.user_id = @user AND r.week_start_date = @monday AND m.deleted_at IS NULL
        ORDER BY r.`rank` LIMIT 4
        """;

    // A meeting that was recommended to several users may come several times: the real one did not look.
    private const string ForGuest = Columns + """

        WHERE m.status = 'RECRUITING' AND m.deleted_at IS NULL
        ORDER BY r.created_at DESC, r.`rank` LIMIT 4
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<RecommendationEndpoints>();
        routes.MapGet("/recommendations/meetings", endpoints.ListAsync);
    }

    private async ValueTask<IApiResult> ListAsync(HttpContext context)
    {
        var today = time.KoreanToday();
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var userId = context.OptionalUserId();
        var rows = await database.QueryAsync(
            userId is null ? ForGuest : ForUser,
            row => new RecommendedMeeting(
                row.GetInt64(0), images.Resolve(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetDateOnly(5)),
            ("@user", userId), ("@monday", monday));
        return ApiResults.Ok<IReadOnlyList<RecommendedMeeting>>(rows);
    }
}
