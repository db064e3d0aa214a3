using System.Globalization;
using FakeDoktoriApi.Http;
using FakeDoktoriApi.Pool;

namespace FakeDoktoriApi.ChatRooms;

/// <summary>The part of the chat application that is plain HTTP. Unlike the other application it answers a bad page with 400 and a code of its own.</summary>
internal sealed class ChatRoomEndpoints(Database database)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ChatRoomEndpoints>();
        routes.MapGet("/chat-rooms", endpoints.ListAsync);
    }

    private async ValueTask<IApiResult> ListAsync(HttpContext context)
    {
        if (!TryRead(context, "cursorId", null, out var cursor) || cursor < 1)
        {
            return ApiError.PaginationInvalidCursor;
        }

        if (!TryRead(context, "size", 10, out var size) || size is null or < 1 or > 20)
        {
            return ApiError.PaginationSizeOutOfRange;
        }

        var sql = $"""
            SELECT c.id, c.topic, c.description, c.capacity, c.current_member_count, b.title, b.authors, b.thumbnail_url
            FROM chatting_rooms c LEFT JOIN books b ON b.id = c.book_id
            WHERE c.status = 'WAITING'{(cursor is null ? "" : " AND c.id < @cursor")}
            ORDER BY c.id DESC LIMIT @limit
            """;
        var rows = await database.QueryAsync(
            sql,
            row => new ChatRoomItem(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4),
                row.NullableString(5), row.NullableString(6), row.NullableString(7)),
            ("@cursor", cursor), ("@limit", size + 1));
        var pageInfo = PageInfo.Cut(rows, (int)size, room => room.RoomId);
        return ApiResults.Ok(new ChatRoomPage(rows, pageInfo));
    }

    private static bool TryRead(HttpContext context, string name, long? fallback, out long? value)
    {
        value = fallback;
        string? text = context.Request.Query[name];
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        value = number;
        return isNumber;
    }
}
