using FakeDoktoriApi.Auth;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Pool;
using FakeDoktoriApi.Schema;

namespace FakeDoktoriApi.Notifications;

internal sealed class NotificationEndpoints(Database database, TimeProvider time)
{
    private const string Recent = """
        SELECT n.id, t.code, n.title, n.message, n.link_path, n.is_read, n.created_at
        FROM notifications n JOIN notification_types t ON t.id = n.type_id
        WHERE n.user_id = @user AND n.created_at >= @since AND n.deleted_at IS NULL
        ORDER BY n.created_at DESC, n.id DESC
        """;

    // Over the same three days as the list, so that the two agree (inferred).
    private const string Unread = """
        SELECT EXISTS (SELECT 1 FROM notifications WHERE user_id = @user AND is_read = 0 AND created_at >= @since AND deleted_at IS NULL)
        """;

    private static readonly TimeSpan _shown = TimeSpan.FromDays(3);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<NotificationEndpoints>();
        routes.MapGet("/notifications", endpoints.ListAsync);
        routes.MapGet("/notifications/unread", endpoints.UnreadAsync);
    }

    private async ValueTask<IApiResult> ListAsync(HttpContext context)
    {
        var rows = await database.QueryAsync(
            Recent,
            row => new Notification(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.NullableString(4), row.GetBoolean(5), row.GetDateTime(6)),
            ("@user", context.UserId()), ("@since", time.KoreanNow() - _shown));
        return ApiResults.Ok(new NotificationList(rows, rows.Exists(row => !row.IsRead)));
    }

    private async ValueTask<IApiResult> UnreadAsync(HttpContext context)
    {
        var rows = await database.QueryAsync(Unread, row => row.GetBoolean(0), ("@user", context.UserId()), ("@since", time.KoreanNow() - _shown));
        return ApiResults.Ok(new UnreadState(rows[0]));
    }
}
